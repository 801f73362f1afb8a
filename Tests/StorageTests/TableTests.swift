import Storage
import TestSupport
import Testing

/// Goal: a table of values in a statement is what was given, on every engine and however long it is.
///
/// Method: tables of lengths around powers of two, read back as they stand and joined to rows.
@Suite("Tables of values")
struct TableTests {
    @Test(
        "every row comes back whole and once, of each kind of value",
        arguments: [1, 2, 3, 5, 64, 65, 1001]
    )
    func rows(count: Int) async throws {
        let test = try await TestDatabase()
        let given = (1...count).map {
            Row(number: $0, word: "w'\($0)\"é", data: [0, UInt8($0 % 256)])
        }

        let read: [Row] = try await test.database.readShared { transaction in
            let table = transaction.table(["number", "word", "data"], given.map(\.values))
            return try transaction.all(
                "SELECT number, word, data FROM (\(table)) AS given ORDER BY number"
            )
        }

        #expect(read == given)
    }

    @Test("rows of a table are found by what is given, once each")
    func join() async throws {
        let test = try await TestDatabase()
        for text in ["a", "b", "c", "d"] { try await test.add(text) }

        let found: [String] = try await test.database.readShared { transaction in
            let table = transaction.table(["text"], ["d", "b", "x"].map { [$0.sqlValue] })
            return try transaction.column(
                """
                SELECT note.text FROM (\(table)) AS given
                CROSS JOIN note WHERE note.text = given.text ORDER BY note.text
                """
            )
        }

        #expect(found == ["b", "d"])
    }

    private struct Row: Equatable, RowReadable {
        let number: Int
        let word: String
        let data: [UInt8]

        var values: [SQLValue] { [number.sqlValue, word.sqlValue, data.sqlValue] }

        init(number: Int, word: String, data: [UInt8]) {
            (self.number, self.word, self.data) = (number, word, data)
        }

        init(reading row: inout RowReader) throws(StorageError) {
            number = try row.next()
            word = try row.next()
            data = try row.next()
        }
    }
}
