import Modules
import Operation
import ProgramSupport
import Storage
import TestSupport
import Testing

/// Goal: the program may do with each table what is declared beside it, and the database refuses the rest.
///
/// Method: the declarations of the whole program against the text of its migrations; then each kind of
/// statement on each table, on a connection that has the rights of the program and nothing else.
@Suite("Rights on tables")
struct TableRightsTests {
    private static let migrations = Installation.migrations(of: ModuleList.all)

    @Test("every table is declared in the migration that makes it, with columns that it has")
    func declared() {
        var before: Set<String> = []
        var known: [String: Set<String>] = [:]
        for migration in Self.migrations {
            let parts = migration.text.split(
                separator: "CREATE TABLE ",
                omittingEmptySubsequences: false
            ).dropFirst()
            let made = parts.map { part in
                (name: String(part.prefix { $0 != " " }), columns: part.split(separator: ");")[0])
            }
            // What is altered may be declared once more, with what has come to it.
            let declared = Set(migration.access.map(\.table)).subtracting(before)
            let added = migration.text.split(separator: "\n").compactMap(Self.addition)

            #expect(Set(made.map(\.name)) == declared, "\(migration.id)")
            #expect(migration.access.count == Set(migration.access.map(\.table)).count)
            before.formUnion(declared)
            for access in migration.access {
                let columns = made.first { $0.name == access.table }?.columns ?? ""
                // A later migration may allow a change of what an earlier one made.
                let words = Set(columns.split { $0.isWhitespace }.map(String.init))
                    .union(added.filter { $0.table == access.table }.map(\.column))
                    .union(known[access.table] ?? [])
                known[access.table] = words
                #expect(words.isSuperset(of: access.changes), "\(access.table)")
                #expect(!access.changes.contains("tenant_id"), "\(access.table)")
                #expect(!access.isOpen || words.contains("tenant_id"), "\(access.table)")
            }
        }
    }

    /// The table and the column of `ALTER TABLE … ADD COLUMN …`.
    private static func addition(_ line: Substring) -> (table: String, column: String)? {
        let words = line.split(separator: " ").map(String.init)
        guard words.count > 5, words[0] == "ALTER", words[3...4] == ["ADD", "COLUMN"] else {
            return nil
        }
        return (words[2], words[5])
    }

    @Test("what happened stays as it was written")
    func history() throws {
        let access = TableAccess.joined(Self.migrations.flatMap(\.access))

        for table in ["role_change", "ledger_correction", "installation", "audit_entry"] {
            let declared = try #require(access.first { $0.table == table })
            #expect(declared.changes.isEmpty && !declared.removes, "\(table)")
        }
        // What was counted can be taken away whole, by whoever it is of, and is never altered.
        for declared in access where declared.table.hasPrefix("ledger_") {
            let goes = ["ledger_entry", "ledger_found", "ledger_person"].contains(declared.table)
            #expect(declared.removes == goes, "\(declared.table)")
            #expect(declared.table != "ledger_entry" || declared.changes.isEmpty)
        }
    }

    @Test(
        "each statement that is not declared is refused, and each that is declared runs",
        .enabled(if: TestEngine.isPostgres)
    )
    func statements() async throws {
        let house = try await RightsHouse(Self.migrations)
        let tables = try await house.database.tables()
        let access = Migrator(database: house.database, migrations: Self.migrations).access

        #expect(tables.map(\.name).sorted() == access.map(\.table).sorted())
        for table in tables {
            let name = table.name
            let declared = try #require(access.first { $0.table == name })
            // What the engine computes for itself nobody writes.
            let columns = table.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
            let copy = "INSERT INTO \(name) (\(columns)) SELECT \(columns) FROM \(name) WHERE FALSE"
            #expect(try house.may("SELECT * FROM \(name)"))
            #expect(
                try house.may(copy) == declared.adds,
                "\(name)"
            )
            for column in table.columns.map(\.name) {
                #expect(
                    try house.may("UPDATE \(name) SET \(column) = \(column) WHERE FALSE")
                        == declared.changes.contains(column),
                    "\(name).\(column)"
                )
            }
            #expect(
                try house.may("DELETE FROM \(name) WHERE FALSE") == declared.removes,
                "\(name)"
            )
            for statement in [
                "TRUNCATE \(name)", "DROP TABLE \(name)", "ALTER TABLE \(name) ADD mine int",
                "CREATE INDEX mine ON \(name) ((1))",
            ] {
                #expect(try !house.may(statement), "\(statement)")
            }
        }
    }

    @Test(
        "migrations, roles' history, entries: nothing of them is altered",
        .enabled(if: TestEngine.isPostgres),
        arguments: [
            "INSERT INTO migration (id, checksum, ran_at) VALUES ('mine', '', 0)",
            "UPDATE migration SET checksum = ''", "DELETE FROM migration",
            "UPDATE audit_entry SET actor = 'a'", "DELETE FROM audit_entry",
            "DELETE FROM audit_end",
            "UPDATE role_change SET role = 'administrator'", "DELETE FROM role_change",
            "UPDATE ledger_entry SET payload = ''", "UPDATE ledger_entry SET section = 'be'",
            "DELETE FROM ledger_item", "DELETE FROM ledger_section",
            "DELETE FROM ledger_correction",
            "UPDATE ledger_item SET id = 'a'", "UPDATE ledger_day SET day = 1",
            "UPDATE installation SET secret_mark = ''", "DELETE FROM installation",
            "DELETE FROM tenant", "UPDATE tenant_host SET tenant_id = 'a'",
            "UPDATE member_session SET member_id = 'a'", "UPDATE member_role SET role = 'a'",
            "UPDATE member_token SET member_id = 'a'", "UPDATE member_identity SET member_id = 'a'",
        ]
    )
    func forbidden(statement: String) async throws {
        let house = try await RightsHouse(Self.migrations)

        #expect(try !house.may(statement))
    }
}
