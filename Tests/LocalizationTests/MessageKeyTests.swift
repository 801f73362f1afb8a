import Kernel
import Localization
import Spaces
import TestSupport
import Testing

/// Goal: the program asks for no message that does not exist, and no message waits in vain.
///
/// Method: the literals of the Swift sources against the keys of the English catalogue. A key that
/// is put together from data counts as used when its literal beginning is, and each of its other
/// words is a word of the sources or of the seeds.
@Suite("Keys of messages")
struct MessageKeyTests {
    @Test("every literal key exists")
    func existing() throws {
        let keys = try Self.keys()
        let firstWords = Set(keys.map { $0.prefix { $0 != "." } })
        var seen = 0

        for (path, text) in try SourceText.program() {
            for literal in Self.literals(of: text) {
                guard literal.text.contains("."),
                    firstWords.contains(literal.text.prefix { $0 != "." })
                else { continue }
                let isPrefix = keys.contains { $0.hasPrefix(literal.text + ".") }
                seen += 1

                #expect(
                    keys.contains(literal.text) || literal.isPrefix && isPrefix,
                    "\(path): \(literal.text)"
                )
            }
        }

        #expect(seen > 100)
    }

    @Test("every literal beginning of a key leads to a key")
    func prefixes() throws {
        let keys = try Self.keys()

        for (path, text) in try SourceText.program() {
            for literal in Self.literals(of: text)
            where literal.isPrefix && literal.text != Self.ofModules {
                let leads = keys.contains { $0.hasPrefix(literal.text + ".") }
                #expect(leads, "\(path): \(literal.text)")
            }
        }
    }

    @Test("no key is unused")
    func unused() throws {
        let sources = try SourceText.program()
        let literals = sources.values.flatMap(Self.literals)
        let whole = Set(literals.map(\.text))
        let prefixes = Set(literals.filter(\.isPrefix).map(\.text))
        let resources = try Resources(root: TestHouse.root, program: ".")
        let seeds = try ["member-states.json", "demo/eci/register.json"].map { name in
            String(decoding: try resources.seed(name), as: UTF8.self)
        }
        let words = Self.words(of: sources.values + seeds)

        // The countries of the world are named whole, whichever of them somebody asks for today.
        let keys = try Self.keys().subtracting(whole).filter { !$0.hasPrefix("country.") }
        #expect(prefixes.contains("country"))
        for key in keys.sorted() {
            let isUsed = prefixes.contains { prefix in
                guard key.hasPrefix(prefix + ".") else { return false }
                let rest = key.dropFirst(prefix.count + 1).split(separator: ".")
                return rest.allSatisfy {
                    $0.allSatisfy(\.isNumber) || words.contains($0.lowercased())
                }
            }
            #expect(isUsed, "\(key)")
        }
    }

    @Test("the scan finds keys inside other literals, and knows which are beginnings")
    func scan() {
        let text = """
            "<a title="\\(t("a.b"))">\\(t(MessageKey("c.d", name)))</a>", "not a key", "x.y-z"
            """

        let found = Self.literals(of: text)

        #expect(found.map(\.text) == ["a.b", "c.d", "x.y-z"])
        #expect(found.map(\.isPrefix) == [false, true, false])
    }

    /// What a space is called by its module stands in the catalogue of that module, if there is one.
    private static let ofModules = "space"

    private static func keys() throws -> Set<String> {
        let english = try CatalogueTests.load().all.first { $0.language == .english }
        return try #require(english).keys
    }

    /// What stands between two quotation marks and looks like a key.
    private static func literals(of text: String) -> [(text: String, isPrefix: Bool)] {
        let pieces = text.split(separator: "\"", omittingEmptySubsequences: false)
        return zip(pieces, pieces.dropFirst()).compactMap { before, piece in
            let looksLikeKey =
                !piece.isEmpty
                && piece.utf8.allSatisfy { byte in
                    (0x61...0x7A).contains(byte | 0x20) || (0x2D...0x2E).contains(byte)
                        || (0x30...0x39).contains(byte)
                }
            let isPrefix = ["MessageKey(", "MessageGroup("].contains(where: before.hasSuffix)
            let isOther = Self.others.contains { other in
                before.hasSuffix(other) || Self.trimmed(before).hasSuffix(other)
            }
            let isFile = piece.hasSuffix(".json")
            return looksLikeKey && !isOther && !isFile && (isPrefix || piece.contains("."))
                ? (String(piece), isPrefix) : nil
        }
    }

    /// What stands before names of other things: permissions, jobs, keys and columns.
    private static let others = [
        "PermissionRule(", ".staff(", "allows(", "JobDefinition(", "Agenda(", "lookupKey(",
        "column: ", "permission: ", ".office(", "allowsEverywhere(",
        "ID = ", "Permission = ", "NotificationKind(",
    ]

    /// Without the white space at its end: what is named first of several may stand in a line of its own.
    private static func trimmed(_ text: Substring) -> Substring {
        let spaces = text.reversed().prefix(while: \.isWhitespace).count
        return text.dropLast(spaces)
    }

    private static func words(of texts: [String]) -> Set<String> {
        Set(
            texts.flatMap { text in
                text.split { !($0.isLetter || $0.isNumber || $0 == "-") }.map { $0.lowercased() }
            }
        )
    }
}
