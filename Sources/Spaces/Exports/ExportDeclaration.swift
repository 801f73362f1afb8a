package import Kernel
package import Localization
package import Storage

/// A table of what is in a space, as a module offers it: columns, and where its rows come from.
///
/// The host does the rest: the page that describes it, the queue, the file, and who may have it.
package struct ExportDeclaration: Sendable {
    /// For whom the table is.
    package enum Audience: String, Sendable, CaseIterable {
        /// It can be published as it is: each of its columns is open.
        case everybody
        case staff
    }

    /// What is wrong with a declaration.
    package enum Flaw: Error, Sendable, Hashable {
        case unfitName(String)
        case noColumns
        case tooManyColumns
        case repeatedColumn(String)
        /// A column of a table for everybody that not everybody may see.
        case notOpen(String)
    }

    /// One of its module: in addresses, in the name of its file, and of the work that makes it.
    package let name: String
    package let title: MessageKey
    /// Which rows are in it, in a sentence or two.
    package let description: MessageKey
    package let audience: Audience
    /// Whoever has it in the space may have the table.
    package let permission: Permission
    package let fields: [ExportField]
    private let count: @Sendable (inout Transaction) throws -> Int
    private let read: @Sendable (String?, inout Transaction) throws -> ExportBatch

    /// A table for everybody with a column that is not open is a mistake of the program: it does not start.
    package init<Row>(
        _ name: String,
        title: MessageKey,
        description: MessageKey,
        for audience: Audience,
        permission: Permission,
        columns: [ExportColumn<Row>],
        rows: ExportRows<Row>
    ) {
        let fields = columns.map(\.field)
        if let flaw = Self.flaw(of: name, fields, for: audience) {
            preconditionFailure("the export \(name) cannot be declared: \(flaw)")
        }
        self.name = name
        self.title = title
        self.description = description
        self.audience = audience
        self.permission = permission
        self.fields = fields
        count = rows.total
        read = { place, transaction in
            let batch = try rows.read(place, rows.size, &transaction)
            return ExportBatch(
                rows: batch.rows.map { row in columns.map { $0.cell(row) } },
                count: batch.count,
                next: batch.next
            )
        }
    }

    /// Whether some column is about people, or leads to them: then its file is kept sealed.
    var isPersonal: Bool { fields.contains { $0.privacy == .personal } }

    /// About how many things it is about, in the space of the transaction.
    package func total(in transaction: inout Transaction) throws -> Int {
        try count(&transaction)
    }

    /// The rows behind a place, in the space of the transaction; from the first on without one.
    package func batch(
        after place: String?,
        in transaction: inout Transaction
    ) throws -> ExportBatch {
        try read(place, &transaction)
    }

    /// Why a table with these columns cannot be declared; nil when it can.
    static func flaw(
        of name: String,
        _ fields: [ExportField],
        for audience: Audience
    ) -> Flaw? {
        guard Slug.isValid(name, length: 1...Limits.slugBytes) else { return .unfitName(name) }
        guard !fields.isEmpty else { return .noColumns }
        guard fields.count <= Limits.exportColumns else { return .tooManyColumns }
        for (index, field) in fields.enumerated() {
            guard isName(field.name) else { return .unfitName(field.name) }
            guard !fields[..<index].contains(where: { $0.name == field.name }) else {
                return .repeatedColumn(field.name)
            }
            guard audience == .staff || field.privacy == .open else { return .notOpen(field.name) }
        }
        return nil
    }

    /// Small letters, digits and `_`, as every program takes the name of a column.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
        }
    }
}
