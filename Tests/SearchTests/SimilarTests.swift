import Kernel
import Search
import Storage
import TestSupport
import Testing

/// Goal: whoever writes something finds what is about the same, on both engines alike.
///
/// Method: one small corpus, put in by tests; the expected order is written here.
@Suite("What is similar")
struct SimilarTests {
    /// In the order of publication, the oldest first: id, title, text.
    private static let corpus = [
        ("a", "Benches for every park", "Old people rest there."),
        ("b", "Trees in cities", "A bench below each tree, and shade."),
        ("c", "Clean rivers", "The bench of judges agreed."),
        ("d", "A bench at the river", "For everybody."),
    ]

    @Test(
        "two words of several have to be shared, and what shares more in its title comes first",
        arguments: [
            ("New benches for parks and rivers", ["a"]),
            ("Rivers and benches", ["d", "c", "a"]),
            ("A bench at the river, and trees", ["d", "c", "b"]),
            ("CITÉS", []),
            ("for all of us", []),
            ("", []),
        ] as [(String, [String])]
    )
    func similar(text: String, expected: [String]) async throws {
        try await TestHouse.run(modules: []) { house in
            try await Self.fill(house)

            let found = try await house.database.read(in: house.scope()) { transaction in
                try SearchStore.similar(to: text, of: "petition", most: 5, in: &transaction)
            }

            #expect(found == expected, "\(text)")
        }
    }

    @Test("no more are given than asked for, and none of another kind, space or institution")
    func bounds() async throws {
        try await TestHouse.run(modules: []) { house in
            try await Self.fill(house)
            let text = "A bench at the river, and trees"

            for (scope, kind, count) in [
                (house.scope(), "petition", 2), (house.scope(), "idea", 0),
                (house.scope(.other), "petition", 0),
                (house.scope().entering(Space.ID(7)), "petition", 0),
            ] as [(Scope, Subject.Kind, Int)] {
                let found = try await house.database.read(in: scope) { transaction in
                    try SearchStore.similar(to: text, of: kind, most: 2, in: &transaction)
                }
                #expect(found.count == count)
            }
        }
    }

    private static func fill(_ house: TestHouse) async throws {
        try await house.database.write(in: house.scope()) { transaction in
            for (place, entry) in corpus.enumerated() {
                try SearchStore.put(
                    entry.0,
                    of: "petition",
                    publishedAt: transaction.now.adding(.seconds(place)),
                    SearchText(title: [entry.1], text: [entry.2]),
                    in: &transaction
                )
            }
        }
    }
}
