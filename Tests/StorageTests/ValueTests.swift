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

    @Test("one statement runs once for each list of values, and counts what it changed")
    func each() async throws {
        let test = try await TestDatabase()

        let changed = try await test.database.writeShared { transaction in
            try transaction.runEach(
                "INSERT INTO note (text) VALUES (\("")) ON CONFLICT DO NOTHING",
                values: ["a", "b", "a", "c"].map { [.text($0)] }
            )
        }
        let none = try await test.database.writeShared { transaction in
            try transaction.runEach("INSERT INTO note (text) VALUES (\("x"))", values: [])
        }

        #expect(changed == 3)
        #expect(none == 0)
        #expect(try await test.notes() == ["a", "b", "c"])
    }

    @Test("a statement that is used again forgets the values of the last time")
    func reused() async throws {
        let test = try await TestDatabase()

        let read: [SQLValue?] = try await test.database.readShared { transaction in
            try [SQLValue.text("a"), .null, .integer(1)].map { value -> SQLValue? in
                let cell: Cell? = try transaction.value("SELECT \(value)")
                return cell?.value
            }
        }

        #expect(read == [.text("a"), .null, .integer(1)])
    }

    private func roundTrip(_ value: SQLValue, column: String) async throws -> SQLValue {
        let test = try await TestDatabase()
        try await test.tables("CREATE TABLE cell (held \(column));")

        let cells: [Cell] = try await test.database.writeShared { transaction in
            try transaction.run("INSERT INTO cell (held) VALUES (\(value))")
            return try transaction.column("SELECT held FROM cell UNION ALL SELECT \(value)")
        }

        #expect(cells.count == 2 && cells.first == cells.last)
        return try #require(cells.first).value
    }
}
