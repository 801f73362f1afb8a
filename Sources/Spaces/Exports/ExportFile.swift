import Archives
import Kernel
import Localization
import Text

/// The files of one export: its table, and what the columns of that hold.
struct ExportFile {
    private let export: ExportDeclaration
    /// Of the files, without their endings.
    private let name: String
    private(set) var table: [UInt8]

    /// The table begins with the names of its columns, behind the mark of UTF-8 without which some
    /// spreadsheets read another alphabet.
    init(of export: ExportDeclaration, named name: String) {
        self.export = export
        self.name = name
        let heads = export.fields.map { TableText.Cell.plain($0.name) }
        table = Array(("\u{FEFF}" + TableText().row(of: heads)).utf8)
    }

    mutating func add(_ batch: ExportBatch) {
        for row in batch.rows {
            table += TableText().row(of: row.map(\.written)).utf8
        }
    }

    /// Both, in the words of whoever asked.
    func entries(at now: Instant, _ t: Translator) throws -> [ZipArchive.Entry] {
        let path = name + ".csv"
        let fields = export.fields.map { field in
            DataPackage.Field(field, description: t(field.description))
        }
        let contents = DataPackage(
            name: name,
            title: t(export.title),
            description: t(export.description) + " " + t("office.data.apostrophe"),
            created: now.iso8601,
            resources: [.init(name: export.name, path: path, schema: .init(fields: fields))]
        )
        return [
            ZipArchive.Entry(name: path, bytes: table),
            ZipArchive.Entry(name: "datapackage.json", bytes: try ReadableJSON.bytes(of: contents)),
        ]
    }
}
