import Kernel
import Testing

@testable import Storage

/// Goal: a row that is not what the program expects is an error, never another value.
///
/// Method: rows without a database.
@Suite("Reading rows")
struct RowReaderTests {
    @Test("cells are read from left to right")
    func order() throws {
        var row = RowReader(cells: [.text("a"), .integer(2), .null, .bytes([3]), .boolean(true)])

        let text: String = try row.next()
        let number: Int = try row.next()
        let nothing: Int? = try row.next()
        let bytes: [UInt8] = try row.next()
        let truth: Bool = try row.next()

        #expect(text == "a" && number == 2 && nothing == nil && bytes == [3] && truth)
    }

    @Test("a row that is too short is unreadable")
    func tooShort() throws {
        var row = RowReader(cells: [.integer(1)])
        let _: Int = try row.next()

        #expect(unreadable { let _: Int? = try row.next() } == "column 2 is not a Optional<Int>")
    }

    @Test(
        "a cell of another type is unreadable",
        arguments: [.null, .text("1"), .bytes([1]), .real(1), .boolean(true)] as [SQLValue]
    )
    func otherType(cell: SQLValue) {
        var row = RowReader(cells: [cell])

        #expect(unreadable { let _: Int = try row.next() } == "column 1 is not a Int")
    }

    @Test("truth is 0 or 1, and no other number")
    func truth() throws {
        var row = RowReader(cells: [.integer(0), .integer(1), .integer(2)])
        let first: Bool = try row.next()
        let second: Bool = try row.next()

        #expect(!first && second)
        #expect(unreadable { let _: Bool = try row.next() } != nil)
    }

    @Test("a text that is no tenant's short name is no tenant")
    func tenant() {
        var row = RowReader(cells: [.text("No Tenant")])

        #expect(unreadable { let _: Tenant.ID = try row.next() } == "column 1 is not a ID")
    }

    @Test("days and instants come back as they were bound")
    func times() throws {
        let day = try #require(CivilDate(year: 1899, month: 2, day: 28))
        let instant = Instant(milliseconds: .min)
        var row = RowReader(cells: [day.sqlValue, instant.sqlValue])

        let readDay: CivilDate = try row.next()
        let readInstant: Instant = try row.next()

        #expect(readDay == day && readInstant == instant)
    }

    @Test("the error says which column, and no value")
    func noValues() {
        var row = RowReader(cells: [.text("a secret")])

        let detail = unreadable { let _: Int = try row.next() }

        #expect(detail?.contains("secret") == false)
    }

    /// What an `unreadable` error says; nil when none is thrown.
    private func unreadable(_ body: () throws -> Void) -> String? {
        do {
            try body()
        } catch let error as StorageError where error.kind == .unreadable {
            return error.detail
        } catch {
            Issue.record(error)
        }
        return nil
    }
}
