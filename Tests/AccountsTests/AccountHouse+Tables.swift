import Kernel
import TestSupport
import Testing
import Web

@testable import Accounts
@testable import Storage

/// What stands in the tables, for tests that look beneath the pages.
extension AccountHouse {
    private static let tables = [
        "member", "member_session", "member_token", "member_role", "member_consent",
        "member_recovery_code", "member_identity",
    ]

    /// The rows of all tables that name members.
    func rows() async throws -> Int {
        var sum = 0
        for table in Self.tables { sum += try await count(table) }
        return sum
    }

    func count(_ table: String) async throws -> Int {
        try await house.database.read(in: house.scope()) { transaction in
            let count: Int? = try transaction.value("SELECT count(*) FROM \(SQL.name(table))")
            return count ?? 0
        }
    }

    /// How many wrong tries are counted, of all that is guessed.
    func failures() async throws -> Int {
        try await house.database.read(in: house.scope()) { transaction in
            let sum: Int? = try transaction.value(
                "SELECT CAST(COALESCE(SUM(failures), 0) AS BIGINT) FROM sign_in_failure"
            )
            return sum ?? 0
        }
    }

    /// The bytes of every cell of every table of accounts and of the outbox.
    func everyCell() async throws -> [[UInt8]] {
        var cells: [[UInt8]] = []
        for table in Self.tables + ["sign_in_failure", "sign_in_place", "farewell", "mail"] {
            cells += try await house.database.read(in: house.scope()) { transaction in
                let rows: [AnyRow] = try transaction.all("SELECT * FROM \(SQL.name(table))")
                return rows.flatMap(\.cells)
            }
        }
        return cells
    }
}

extension TestHouse {
    /// What the archive of whoever is signed in with a browser holds.
    func documents(
        of browser: TestBrowser,
        at house: AccountHouse
    ) async throws -> [(name: String, json: [UInt8])] {
        let token = try #require(browser.cookies["session"])
        let session = try #require(
            try await accounts.session(of: token, in: scope())
        )
        let member = try #require(session.member)
        let source = accounts.ownData
        return try await database.read(in: scope()) { transaction in
            try source.collect(member.id, &transaction).map { (source.id + "/" + $0.name, $0.json) }
        }
    }
}

/// A row of any table, as bytes.
private struct AnyRow: RowReadable {
    let cells: [[UInt8]]

    init(reading row: inout RowReader) throws(StorageError) {
        var cells: [[UInt8]] = []
        while let value: SQLValue = try? row.next() {
            switch value {
            case .text(let text): cells.append(Array(text.utf8))
            case .bytes(let bytes): cells.append(bytes)
            case .null, .boolean, .integer, .real, .list: break
            }
        }
        self.cells = cells
    }
}
