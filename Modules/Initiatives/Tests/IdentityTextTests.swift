import Kernel
import Testing

@testable import Initiatives

/// Goal: one person gives one text however it was typed, and two people give two.
///
/// Method: vectors for both parts of the form, and pairs that must and must not meet.
@Suite("The text of who signs")
struct IdentityTextTests {
    @Test("texts are those of the vectors, byte by byte")
    func vectors() throws {
        let vectors = try Vectors.identity()
        for vector in vectors.residences {
            let text = IdentityText.residence(
                state: vector.state,
                firstNames: vector.firstNames,
                familyNames: vector.familyNames,
                birthDate: try #require(CivilDate(iso: vector.birthDate)),
                postalCode: vector.postalCode
            )
            #expect(Array(text.utf8) == Array(vector.text.utf8), "\(vector)")
        }
        for vector in vectors.numbers {
            let text = IdentityText.number(
                state: vector.state,
                kind: vector.kind,
                number: vector.number
            )
            #expect(Array(text.utf8) == Array(vector.text.utf8), "\(vector)")
        }
    }

    @Test(
        "a number typed in two ways is one person",
        arguments: [
            ("SE", "personnummer", "19900101-9802", "9001019802"),
            ("BE", "national-register-number", "79.06.13-651.78", "79061365178"),
            ("ES", "dni", "78825841-b", "78 825 841 B"),
            ("PT", "id-card", "01234567", "1234567"),
            ("CY", "id-card", "0000123", "123"),
        ]
    )
    func same(state: String, kind: String, left: String, right: String) {
        let first = IdentityText.number(state: state, kind: kind, number: left)
        let second = IdentityText.number(state: state, kind: kind, number: right)

        #expect(first == second)
    }

    @Test("the same digits in another state, or of another document, are another person")
    func different() {
        let kinds = [
            ("CZ", "passport"), ("RO", "passport"), ("CY", "id-card"), ("PT", "id-card"),
            ("AT", "id-card"), ("CZ", "id-card"),
        ]

        let texts = kinds.map { IdentityText.number(state: $0.0, kind: $0.1, number: "12345678") }

        #expect(Set(texts).count == kinds.count)
    }

    @Test("nothing that is typed can move the bars between the parts")
    func bars() {
        let text = IdentityText.residence(
            state: "DK",
            firstNames: "Anna|Maria",
            familyNames: "|",
            birthDate: CivilDate(daysSinceEpoch: 0),
            postalCode: "1|2"
        )

        #expect(text == "A|DK|annamaria||1970-01-01|12")
    }
}
