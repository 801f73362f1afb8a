import Testing
import Text

@testable import Initiatives

/// Goal: a name folds to the same text for ever, in the browser and on the server.
///
/// Method: vectors made from Unicode's own data by `Tests/Vectors/generate.py`; texts are compared
/// byte by byte, because `==` on strings would call an NFC and an NFD text equal.
@Suite("Folding")
struct FoldingTests {
    @Test("every sign of the charts becomes what its vector says, and does so again when folded")
    func characters() throws {
        for row in try Vectors.folding().characters {
            for (offset, expected) in row.becomes.enumerated() {
                let scalar = try #require(Unicode.Scalar(row.first + UInt32(offset)))

                let words = Folding.words("x\(Character(scalar))y").joined(separator: " ")
                let once = Folding.fold(String(Character(scalar)))

                expectSame(words, "x\(expected)y", "U+\(String(scalar.value, radix: 16))")
                expectSame(once, expected == " " ? "" : expected, String(scalar.value, radix: 16))
                expectSame(Folding.fold(once), once, String(scalar.value, radix: 16))
            }
        }
    }

    @Test("names and odd texts fold, and part into words, as their vectors say")
    func cases() throws {
        for vector in try Vectors.folding().cases {
            expectSame(Folding.fold(vector.input), vector.fold, vector.input)
            #expect(Folding.words(vector.input).map(\.scalars) == vector.words.map(\.scalars))
            expectSame(Folding.words(vector.input).joined(), vector.fold, vector.input)
        }
    }

    @Test(
        "two ways of writing one name are one",
        arguments: [
            ("O’Brien-Łukasz", "OBRIEN LUKASZ"), ("Groß", "GROSS"), ("Ștefan", "Şte\u{200D}fan"),
            ("ΟΔΥΣΣΕΥΣ", "Οδυσσεύς"), ("Йордан", "И\u{0306}ОРДАН"), ("Zoë", "Zoe\u{0308}"),
        ]
    )
    func same(_ left: String, _ right: String) {
        expectSame(Folding.fold(left), Folding.fold(right), left)
    }

    @Test(
        "two names are two",
        arguments: [("Müller", "Mueller"), ("Anna", "Anne"), ("Иван", "Ivan"), ("Maria", "Мария")]
    )
    func different(_ left: String, _ right: String) {
        #expect(Folding.fold(left) != Folding.fold(right))
    }

    private func expectSame(
        _ left: String,
        _ right: String,
        _ what: String,
        at place: SourceLocation = #_sourceLocation
    ) {
        #expect(left.scalars == right.scalars, "\(what)", sourceLocation: place)
    }
}

extension String {
    fileprivate var scalars: [UInt32] { unicodeScalars.map(\.value) }
}
