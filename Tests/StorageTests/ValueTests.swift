import Kernel
import Storage
import TestSupport
import Testing

/// Goal: what is written is what is read, to the last bit.
///
/// Method: every kind of value through a real database, in a column of its type and as a bare
/// expression.
@Suite("Values in a database")
struct ValueTests {
    static let texts = [
        "", " ", "a", "é", "e\u{301}", "😀👩‍👩‍👧", "مرحبا", "\u{FEFF}x", "\u{10FFFF}", "'; --",
        "line\r\nline",
        String(repeating: "ß", count: 100_000),
    ]

    @Test("text comes back byte for byte", arguments: texts)
    func text(text: String) async throws {
        let read = try await roundTrip(.text(text), column: "TEXT")

        guard case .text(let back) = read else {
            Issue.record("\(read) is no text")
            return
        }
        #expect(Array(back.utf8) == Array(text.utf8))
    }

    @Test(
        "whole numbers come back, up to the bounds",
        arguments: [0, 1, -1, .max, .min, 1 << 53 + 1] as [Int64]
    )
    func integer(number: Int64) async throws {
        #expect(try await roundTrip(.integer(number), column: "INSTANT") == .integer(number))
    }

    @Test(
        "bytes come back, also none and zeros",
        arguments: [[], [0], [0, 0, 0], Array(0...255), [UInt8](repeating: 7, count: 100_000)]
            as [[UInt8]]
    )
    func bytes(bytes: [UInt8]) async throws {
        #expect(try await roundTrip(.bytes(bytes), column: "BYTES") == .bytes(bytes))
    }

    @Test(
        "real numbers come back",
        arguments: [0.5, -1e300, .leastNonzeroMagnitude, .infinity] as [Double]
    )
    func real(number: Double) async throws {
        #expect(try await roundTrip(.real(number), column: "REAL") == .real(number))
    }

    @Test("nothing is nothing, and not an empty text or no bytes")
    func null() async throws {
        #expect(try await roundTrip(.null, column: "TEXT") == .null)
        #expect(try await roundTrip(.text(""), column: "TEXT") != .null)
        #expect(try await roundTrip(.bytes([]), column: "BYTES") != .null)
    }

    @Test("truth is read as truth, however it is kept", arguments: [true, false])
    func boolean(truth: Bool) async throws {
        let test = try await TestDatabase()

        let read: Bool? = try await test.database.readShared { try $0.value("SELECT \(truth)") }

        #expect(read == truth)
    }

    @Test("a bound value is compared, never parsed")
    func comparison() async throws {
        let test = try await TestDatabase()
        for text in ["a", "b", "' OR 1 = 1 --"] { try await test.add(text) }

        let found: [String] = try await test.database.readShared { transaction in
            try transaction.column("SELECT text FROM note WHERE text = \("' OR 1 = 1 --")")
        }
        let listed: [String] = try await test.database.readShared { transaction in
            try transaction.column(
                "SELECT text FROM note WHERE text IN (\(list: ["a", "c'); --", "b"])) ORDER BY text"
            )
        }

        #expect(found == ["' OR 1 = 1 --"])
        #expect(listed == ["a", "b"])
    }

    @Test("many rows are inserted as they are, and counted")
    func insert() async throws {
        let test = try await TestDatabase()
        try await test.tables(
            """
            CREATE TABLE mixed (
                number COUNT NOT NULL PRIMARY KEY, text TEXT, data BYTES, is_on BOOLEAN, ratio REAL,
                never TEXT
            );
            """,
            access: TableAccess("mixed", .add)
        )
        let rows = (0..<2500).map(Self.mixedRow)
        let columns = ["number", "text", "data", "is_on", "ratio", "never"]

        let written = try await test.database.writeShared { transaction in
            try transaction.insert(into: "mixed", columns: columns, rows: rows)
        }
        let none = try await test.database.writeShared { transaction in
            try transaction.insert(into: "mixed", columns: columns, rows: [])
        }
        let read: [MixedRow] = try await test.database.readShared { transaction in
            try transaction.all(
                "SELECT number, text, data, ratio, never FROM mixed ORDER BY number"
            )
        }
        let truths: [Bool?] = try await test.database.readShared { transaction in
            try transaction.column("SELECT is_on FROM mixed ORDER BY number")
        }

        #expect(written == 2500)
        #expect(none == 0)
        #expect(read.map(\.cells) == rows.map { [$0[0], $0[1], $0[2], $0[4], $0[5]] })
        #expect(truths == rows.map { Bool(sqlValue: $0[3]) })
    }

    private static func mixedRow(_ number: Int) -> [SQLValue] {
        let text: SQLValue = number % 3 == 0 ? .null : .text("é\(number)")
        let data: SQLValue = number % 5 == 0 ? .bytes([]) : .bytes([0, UInt8(number % 256)])
        let truth: SQLValue = number % 7 == 0 ? .null : .boolean(number % 2 == 0)
        return [
            .integer(Int64(number) << 40 - 7), text, data, truth, .real(Double(number) / 3), .null,
        ]
    }

    @Test("of many rows none is written when one is refused")
    func insertRefused() async throws {
        let test = try await TestDatabase()

        let failure = await kind {
            try await test.database.writeShared { transaction in
                let rows = ["a", "b", "a"].map { [SQLValue.text($0)] }
                _ = try transaction.insert(into: "note", columns: ["text"], rows: rows)
            }
        }

        #expect(failure == .constraint)
        #expect(try await test.notes() == [])
    }

    @Test("a statement that is used again forgets the values of the last time")
    func reused() async throws {
        let test = try await TestDatabase()

        let read: [SQLValue?] = try await test.database.readShared { transaction in
            try [SQLValue.text("a"), .null, .integer(1)].map { value -> SQLValue? in
                try transaction.value("SELECT \(value)")
            }
        }

        #expect(read == [.text("a"), .null, .integer(1)])
    }

    private func roundTrip(_ value: SQLValue, column: String) async throws -> SQLValue {
        let test = try await TestDatabase()
        try await test.tables(
            "CREATE TABLE cell (held \(column));",
            access: TableAccess("cell", .add)
        )

        let cells: [SQLValue] = try await test.database.writeShared { transaction in
            try transaction.run("INSERT INTO cell (held) VALUES (\(value))")
            return try transaction.column("SELECT held FROM cell UNION ALL SELECT \(value)")
        }

        #expect(cells.count == 2 && cells.first == cells.last)
        return try #require(cells.first)
    }
}

private struct MixedRow: RowReadable {
    let cells: [SQLValue]

    init(reading row: inout RowReader) throws(StorageError) {
        cells = [try row.next(), try row.next(), try row.next(), try row.next(), try row.next()]
    }
}
