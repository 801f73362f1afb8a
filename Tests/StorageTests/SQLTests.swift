import Kernel
import Testing

@testable import Storage

/// Goal: no text that somebody typed can become SQL.
///
/// Method: statements are rendered without a database, and their values are looked at.
@Suite("Statements")
struct SQLTests {
    @Test(
        "a value is never in the text of the statement",
        arguments: ["'; DROP TABLE note; --", "\\(x)", "?1", "$1", "\"", "", "\0", "😀"]
    )
    func injection(typed: String) {
        let sql: SQL = "SELECT a FROM b WHERE c = \(typed) AND d = \(typed)"

        #expect(sql.text(placeholder: "?") == "SELECT a FROM b WHERE c = ? AND d = ?")
        #expect(sql.values == [.text(typed), .text(typed)])
    }

    @Test("placeholders are numbered from one, as each engine writes them")
    func placeholders() {
        let sql: SQL = "\(1)\(2) x \(3)"

        #expect(sql.text(placeholder: "?") == "?? x ?")
        #expect(sql.text(placeholder: "$") == "$1$2 x $3")
        #expect(sql.pieces == ["", "", " x ", ""])
    }

    @Test("a statement without values is its literal")
    func literal() {
        let sql: SQL = "SELECT '?1', \"$1\""

        #expect(sql.text(placeholder: "?") == "SELECT '?1', \"$1\"")
        #expect(sql.values.isEmpty)
    }

    @Test("a fragment keeps its values, and the numbers go on through it")
    func fragments() {
        let condition: SQL = "a = \(2) AND b = \("x")"
        let columns: SQL = "a, b"

        let sql: SQL = "SELECT \(columns) FROM c WHERE d = \(1) AND (\(condition)) LIMIT \(9)"

        #expect(
            sql.text(placeholder: "?")
                == "SELECT a, b FROM c WHERE d = ? AND (a = ? AND b = ?) LIMIT ?"
        )
        #expect(sql.values == [.integer(1), .integer(2), .text("x"), .integer(9)])
        #expect(sql.pieces.count == sql.values.count + 1)
    }

    @Test("each value of a list is bound")
    func lists() {
        let one: SQL = "a IN (\(list: ["x"]))"
        let three: SQL = "a IN (\(list: ["x'); --", "", "y"])) AND b = \(7)"

        #expect(one.text(placeholder: "$") == "a IN ($1)")
        #expect(three.text(placeholder: "$") == "a IN ($1, $2, $3) AND b = $4")
        #expect(three.values == [.text("x'); --"), .text(""), .text("y"), .integer(7)])
    }

    @Test("an empty list is a mistake of the program, found at once")
    func emptyList() async {
        await #expect(processExitsWith: .failure) {
            let nothing: [String] = []
            let sql: SQL = "a IN (\(list: nothing))"
            _ = sql
        }
    }

    @Test("nothing is bound as NULL, and optional values as what they hold")
    func optionals() {
        let (none, some): (String?, Int?) = (nil, 5)

        let sql: SQL = "\(none) \(some) \(SQLValue.null)"

        #expect(sql.values == [.null, .integer(5), .null])
    }

    @Test("every kind of value is bound as what it is")
    func kinds() throws {
        let tenant = try #require(Tenant.ID("eci"))
        let day = CivilDate(daysSinceEpoch: 20_778)

        let sql: SQL =
            "\(true) \(Int.min) \("x") \([1, 2] as [UInt8]) \(Instant(milliseconds: -1)) \(day) \(tenant)"

        #expect(
            sql.values == [
                .boolean(true), .integer(.min), .text("x"), .bytes([1, 2]), .integer(-1),
                .integer(20_778), .text("eci"),
            ]
        )
    }
}
