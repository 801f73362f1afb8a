/// What a table is and what its columns hold, for programs and people: a data package with one resource and
/// its Table Schema (Frictionless Data).
struct DataPackage: Encodable {
    let profile = "tabular-data-package"
    let name: String
    let title: String
    let description: String
    /// When the table was made.
    let created: String
    let resources: [Resource]

    struct Resource: Encodable {
        let profile = "tabular-data-resource"
        let name: String
        let path: String
        let format = "csv"
        let mediatype = "text/csv"
        let encoding = "utf-8"
        let schema: Schema
    }

    struct Schema: Encodable {
        let fields: [Field]
        /// What is not known is an empty cell.
        let missingValues = [""]
    }

    struct Field: Encodable {
        let name: String
        let type: String
        let description: String
        /// Ours: who may see what stands in the column.
        let privacy: String
        let constraints: Constraints?
    }

    struct Constraints: Encodable {
        let codes: [String]

        enum CodingKeys: String, CodingKey {
            case codes = "enum"
        }
    }
}

extension DataPackage.Field {
    init(_ field: ExportField, description: String) {
        name = field.name
        type = field.kind.schemaType
        self.description = description
        privacy = field.privacy.rawValue
        constraints = field.kind.codes.map { DataPackage.Constraints(codes: $0) }
    }
}

extension ExportKind {
    /// As Table Schema calls it.
    fileprivate var schemaType: String {
        switch self {
        case .text, .code: "string"
        case .number: "integer"
        case .day: "date"
        case .flag: "boolean"
        }
    }

    fileprivate var codes: [String]? {
        if case .code(let codes) = self { codes } else { nil }
    }
}
