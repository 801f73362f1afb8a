import Testing

/// Goal: every statement of the program can be asked of a Citus cluster too (decision 0018).
///
/// Method: the texts of stores and migrations, for what Citus 13 refuses of tables that are spread and have
/// row-level security. What it does with the rest was run by hand.
@Suite("Statements that a cluster takes")
struct SourceClusterTests {
    @Test("rows are inserted as values, or of a query with its conflict: others go by COPY")
    func insertions() throws {
        for (path, text) in try Self.statements() where text.contains("INSERT INTO") {
            let parts = text.split(separator: "INSERT INTO").dropFirst()
            for part in parts where part.contains("SELECT") {
                let isOfQuery = part.contains("FROM") && !part.contains("VALUES")
                #expect(
                    isOfQuery && (part.contains("ON CONFLICT") || part.contains("RETURNING")),
                    "\(path): \(text)"
                )
            }
        }
    }

    @Test("no query goes from row to row over all tenants by itself")
    func recursion() throws {
        for (path, text) in try Self.statements() {
            #expect(!text.contains("WITH RECURSIVE"), "\(path): \(text)")
        }
    }

    @Test("a column comes with a check at most: whatever else it needs is added by itself")
    func columns() throws {
        for file in try SourceFile.program() where file.path.hasSuffix("Migrations.swift") {
            for literal in file.literals {
                for statement in literal.text.split(separator: ";")
                where statement.contains("ADD COLUMN") {
                    let isConditional = ["UNIQUE", "REFERENCES", "PRIMARY KEY"].contains {
                        statement.contains($0)
                    }
                    #expect(!isConditional, "\(file.path): \(statement)")
                }
            }
        }
    }

    @Test("every table's keys and unique indexes name the tenant, where it has one")
    func keys() throws {
        for file in try SourceFile.program() where file.path.hasSuffix("Migrations.swift") {
            for literal in file.literals {
                for table in literal.text.split(separator: "CREATE TABLE ").dropFirst() {
                    guard let columns = table.split(separator: ");").first,
                        columns.contains("tenant_id ")
                    else { continue }
                    for key in ["UNIQUE (", "PRIMARY KEY ("] {
                        for part in columns.split(separator: key).dropFirst() {
                            #expect(part.hasPrefix("tenant_id"), "\(file.path): \(part)")
                        }
                    }
                }
            }
        }
    }

    private static func statements() throws -> [(path: String, text: String)] {
        try SourceFile.program()
            .filter { $0.path.contains("Store") && !$0.path.hasPrefix("Sources/Storage") }
            .flatMap { file in file.literals.map { (file.path, $0.text) } }
    }
}
