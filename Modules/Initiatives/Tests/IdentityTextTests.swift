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
            #expect(Array(try text(of: vector).utf8) == Array(vector.text.utf8), "\(vector)")
        }
        for vector in vectors.numbers {
            #expect(Array(text(of: vector).utf8) == Array(vector.text.utf8), "\(vector)")
        }
    }

    @Test("one person is one text, and two people are two, wherever they live")
    func residents() throws {
        let vectors = try Vectors.identity().residences
        for (state, people) in Dictionary(grouping: vectors, by: \.state) {
            let texts = try Dictionary(grouping: people, by: \.person)
                .mapValues { Set(try $0.map(text(of:))) }
            #expect(texts.values.allSatisfy { $0.count == 1 }, "\(state) \(texts)")
            #expect(Set(texts.values).count == texts.count, "\(state) \(texts)")
        }
        #expect(vectors.count > 60)
    }

    @Test("one number is one text however it is written, and another number is another")
    func holders() throws {
        let vectors = try Vectors.identity().numbers.filter { $0.person != nil }
        for (kind, numbers) in Dictionary(grouping: vectors, by: { [$0.state, $0.kind] }) {
            let texts = Dictionary(grouping: numbers, by: \.person).mapValues {
                Set($0.map(text(of:)))
            }
            #expect(texts.values.allSatisfy { $0.count == 1 }, "\(kind) \(texts)")
            #expect(Set(texts.values).count == texts.count, "\(kind) \(texts)")
        }
        #expect(vectors.count > 60)
    }

    @Test("the holder of an old and of a new Portuguese card is one person")
    func civilNumber() {
        let old = IdentityText.number(state: "PT", kind: "id-card", number: "16384899")
        let new = IdentityText.number(state: "PT", kind: "citizen-card", number: "16384899 8 ZW7")

        #expect(old == new)
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
    func bars() throws {
        let vectors = try Vectors.identity()

        for vector in vectors.residences {
            let text = try text(of: vector)
            #expect(text.split(separator: "|", omittingEmptySubsequences: false).count == 8)
        }
        let hostile = vectors.residences.filter { $0.city.contains("|") || $0.street.contains("|") }
        #expect(!hostile.isEmpty)
    }

    private func text(of vector: IdentityVectors.Residence) throws -> String {
        let parts = vector.birthDate.split(separator: "-").compactMap { Int($0) }
        return IdentityText.residence(
            state: vector.state,
            firstNames: vector.firstNames,
            familyNames: vector.familyNames,
            birth: try #require(BirthDate(year: parts[0], month: parts[1], day: parts[2])),
            residence: Statement.Residence(
                street: vector.street,
                number: vector.houseNumber,
                postalCode: vector.postalCode,
                city: vector.city,
                country: vector.country
            )
        )
    }

    private func text(of vector: IdentityVectors.Number) -> String {
        IdentityText.number(state: vector.state, kind: vector.kind, number: vector.number)
    }
}
