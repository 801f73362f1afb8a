package import Kernel
package import Spaces
package import Storage

/// Exports and statistics as tests read them.
extension ExportDeclaration {
    /// Every row in the scope's space, batch by batch as the file is made.
    package func rows(in scope: Scope, of database: Database) async throws -> [[ExportCell]] {
        var rows: [[ExportCell]] = []
        var place: String?
        repeat {
            let last = place
            let batch = try await database.read(in: scope) { transaction in
                try self.batch(after: last, in: &transaction)
            }
            rows += batch.rows
            place = batch.next
        } while place != nil
        return rows
    }

    /// Whether each value of a row is one of its column.
    package func takes(_ row: [ExportCell]) -> Bool {
        row.count == fields.count && zip(fields, row).allSatisfy { $0.takes($1) }
    }
}

extension ExportField {
    fileprivate func takes(_ cell: ExportCell) -> Bool {
        switch (kind, cell) {
        case (_, .nothing), (.text, .text), (.number, .number), (.day, .day), (.flag, .flag): true
        case (.code(let codes), .text(let text)): codes.contains(text)
        default: false
        }
    }
}

extension StatisticDeclaration {
    /// What it is in the scope's space; a series is of these days.
    package func value(
        on days: ClosedRange<CivilDate>,
        in scope: Scope,
        of database: Database
    ) async throws -> StatisticValue {
        try await database.read(in: scope) { try value(on: days, in: &$0) }
    }
}
