import FoundationEssentials
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: every code that PostgreSQL has is understood on purpose, and none is taken for proof that is not.
///
/// Method: the server's own list (`errcodes.txt`) against the table below, code by code.
@Suite("Codes of PostgreSQL's errors", .enabled(if: TestEngine.isPostgres))
struct SQLStateTests {
    private typealias Kind = StorageError.Kind

    /// By the longest beginning that fits: what a statement's error means, and whether the same answer
    /// to a COMMIT proves that nothing of the transaction is stored.
    private static let table: [(beginning: String, kind: StorageError.Kind, isProof: Bool)] = [
        // Success and warnings are no errors: what does not belong proves nothing.
        ("00", .other, false), ("01", .other, false), ("02", .other, false),
        ("03", .other, false),
        ("08", .unavailable, false),
        ("09", .other, false), ("0A", .other, false), ("0B", .other, false),
        ("0F", .other, false), ("0L", .other, false), ("0P", .other, false),
        ("0Z", .other, false), ("20", .other, false), ("21", .other, false),
        // Deferred checks and their triggers.
        ("22", .constraint, true), ("23", .constraint, true), ("27", .other, true),
        ("24", .other, false), ("25", .other, false),
        ("25006", .readOnly, false), ("25P02", .other, true), ("25P03", .unavailable, false),
        ("26", .other, false), ("28", .unavailable, false), ("2B", .other, false),
        ("2D", .other, false), ("2F", .other, false), ("34", .other, false),
        ("38", .other, false), ("39", .other, false), ("3B", .other, false),
        ("3D", .unavailable, false), ("3F", .other, false),
        // Conflicts are undone; only 40003 says that not even the server knows.
        ("40", .busy, true), ("40003", .busy, false),
        ("42", .other, true), ("44", .constraint, true),
        ("53", .unavailable, false), ("53100", .full, false),
        ("54", .other, false), ("55", .other, false),
        ("55006", .busy, false), ("55P03", .busy, true),
        ("57", .unavailable, false), ("57014", .busy, true),
        ("58", .unavailable, false), ("72", .busy, false),
        ("F0", .unavailable, false), ("HV", .unavailable, false),
        ("P0", .other, true), ("XX", .other, false),
    ]

    @Test("each code of the server's list means what the table says")
    func everyCode() throws {
        let codes = try Self.codes()
        #expect(codes.count > 200)

        for code in codes {
            let rule = Self.table.filter { code.hasPrefix($0.beginning) }
                .max { $0.beginning.count < $1.beginning.count }
            let expected = try #require(rule, "\(code) is in no line of the table")
            #expect(SQLState(code).kind == expected.kind, "\(code)")
            #expect(SQLState(code).provesUndone == expected.isProof, "\(code)")
        }
    }

    @Test("a code that nobody knows is a fault, and proves nothing")
    func unknown() {
        for code in ["", "99999", "ZZ123", "4", "2", "P", "40", "57"] where code != "40" {
            #expect(!SQLState(code).provesUndone, "\(code)")
            #expect(!SQLState(code).mayRetry, "\(code)")
        }
        #expect(SQLState("99999").kind == .other)
    }

    @Test("only what was undone and may succeed is tried again")
    func retried() throws {
        let retried = try Self.codes().filter { SQLState($0).mayRetry }

        #expect(
            Set(retried) == [
                "40001", "40P01", "26000", "57P01", "57P02", "57P03", "57P04", "57P05",
                "25P03",
            ]
        )
    }

    @Test(
        "on a cluster a server that stopped waiting at COMMIT proves nothing: a node may have committed"
    )
    func cluster() throws {
        for code in try Self.codes() {
            let isProof = SQLState(code).provesUndone && !["55P03", "57014"].contains(code)
            #expect(SQLState(code).provesUndoneOnCluster == isProof, "\(code)")
        }
    }

    /// The list that the newest server on this machine was built from.
    private static func codes() throws -> [String] {
        let folder = "/usr/share/postgresql"
        let versions = try FileManager.default.contentsOfDirectory(atPath: folder)
        let file = versions.sorted().map { "\(folder)/\($0)/errcodes.txt" }
            .last { FileManager.default.fileExists(atPath: $0) }
        let bytes = try Data(contentsOf: URL(filePath: try #require(file)))
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            .map { String($0.prefix { !$0.isWhitespace }) }
            .filter { $0.utf8.count == 5 && $0 == $0.uppercased() }
    }
}
