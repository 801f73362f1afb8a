import Kernel
import Search
import Spaces
import Storage
import TestSupport
import Testing
import Text

/// Goal: whoever looks for something finds it, the best first, whichever engine runs.
///
/// Method: one small corpus; the expected order is written here, so both engines have to give it.
@Suite("Search")
struct SearchTests {
    /// In the order of publication, the oldest first: number, title, text, annex.
    private static let corpus: [(id: String, title: String, text: String, annex: String)] = [
        ("a", "Benches for every park", "Old people rest there.", "Éléments: bois, pierre"),
        ("b", "Trees in cities", "A bench below each tree, and shade.", ""),
        ("c", "Clean rivers", "Nothing swims there now.", "The bench of judges agreed."),
        ("d", "A bench at the river", "O’Brien-Łukasz asks for it.", ""),
        ("e", "Ποτάμια και δέντρα", "Реки и деревья", "co2 2030"),
    ]

    @Test(
        "what holds all words is found: in the title first, then in the text, then in the annex",
        arguments: [
            ("bench", ["d", "a", "b", "c"]),
            ("BENCHES", ["a"]),
            ("bench river", ["d", "c"]),
            ("river bench", ["d"]),
            ("tre", ["b"]),
            ("tr", []),
            ("tree shade", ["b"]),
            ("elements bois", ["a"]),
            // Nothing holds it, and one letter parts it from what is held.
            ("obrien", ["d"]),
            ("brien lukasz", ["d"]),
            ("ΠΟΤΑΜΙΑ", ["e"]),
            ("дер", ["e"]),
            ("CO2", ["e"]),
            ("\" ' * % : & | ( ) - NEAR \\ \u{0}", []),
            ("bench' OR 'x", []),
        ] as [(String, [String])]
    )
    func ranking(words: String, expected: [String]) async throws {
        try await Self.run { house in
            let found = try await house.find(words)

            #expect(found == expected, "\(words)")
        }
    }

    @Test(
        "one wrong letter is forgiven: too few, too many, another one, two that changed places",
        arguments: [
            // What stands in for the last word may be a beginning too.
            ("benhc", ["d", "a", "b", "c"]), ("bnch", ["d", "a", "b", "c"]),
            ("benxch", ["d", "a", "b", "c"]),
            ("bemch", ["d", "a", "b", "c"]), ("ebnch", ["d", "a", "b", "c"]), ("cites", ["b"]),
            ("ποταμηα", ["e"]), ("riversx", ["c"]), ("swims benh", ["c"]), ("trees bnch", ["b"]),
            // Two letters, a short word, another number.
            ("bnhc", []), ("bax", []), ("2031", []), ("c02", []),
        ] as [(String, [String])]
    )
    func forgiven(words: String, expected: [String]) async throws {
        try await Self.run { house in
            let found = try await house.find(words)

            #expect(found == expected, "\(words)")
        }
    }

    @Test("a word that is held is taken as it is, and what stands in for another one is told")
    func substitutes() async throws {
        try await Self.run { house in
            let right = try await house.search("tree")
            let wrong = try await house.search("clean rivres")

            #expect(right?.substitutes.isEmpty == true)
            #expect(wrong?.substitutes.map(\.typed) == ["rivres"])
            #expect(wrong?.substitutes.first?.words == ["rivers"])
            #expect(try await house.search(" - ") == nil)
        }
    }

    @Test("what is hidden is gone in the same transaction, with the words that it alone held")
    func hidden() async throws {
        try await Self.run { house in
            let scope = house.scope()
            let seen = try await house.database.write(in: scope) { transaction in
                try SearchStore.remove("d", of: Self.kind, in: &transaction)
                return try Self.find("brien", in: &transaction)
            }
            await #expect(throws: StorageError.self) {
                try await house.database.write(in: scope) { transaction in
                    try SearchStore.remove("a", of: Self.kind, in: &transaction)
                    throw StorageError(.other, "undone")
                }
            }

            #expect(seen == [])
            #expect(try await house.find("bench") == ["a", "b", "c"])
            #expect(try await house.search("brein")?.substitutes.isEmpty == true)
            #expect(try await house.search("bnech")?.substitutes.first?.words == ["bench"])
        }
    }

    @Test("what is changed is found by its new words alone")
    func changed() async throws {
        try await Self.run { house in
            try await house.put("b", title: "Bridges", text: "for bicycles", at: 9)

            #expect(try await house.find("tree") == [])
            #expect(try await house.find("bridges bicycle") == ["b"])
            #expect(try await house.find("trees") == [])
        }
    }

    @Test("tenants, spaces and kinds find their own, and know only their own words")
    func walls() async throws {
        try await Self.run { house in
            for scope in [house.scope(.other), house.scope().entering(Space.ID(7))] {
                let found = try await house.database.read(in: scope) { transaction in
                    try (Self.find("bench", in: &transaction), Self.find("bnech", in: &transaction))
                }
                #expect(found.0 == [] && found.1 == [])
            }
            let others = try await house.database.read(in: house.scope()) { transaction in
                try Self.find("bench", of: "petition", in: &transaction)
            }
            #expect(others == [])
        }
    }

    @Test(
        "the functions that read behind the wall refuse another tenant than the transaction's",
        .enabled(if: TestEngine.isPostgres)
    )
    func proof() async throws {
        try await Self.run { house in
            let sql: SQL = """
                SELECT number FROM search_best(
                    'eci', 1, 'initiative', '''1benches''', '''2benches''', '''3benches''', 5
                )
                """
            let own: [Int] = try await house.database.read(in: house.scope()) { transaction in
                try transaction.column(sql)
            }
            await #expect(throws: StorageError.self) {
                try await house.database.read(in: house.scope(.other)) { transaction in
                    let _: [Int] = try transaction.column(sql)
                }
            }
            let holds: SQL = "SELECT search_holds('eci', 1, 'initiative', '''3benches''')"
            let isHeld: Bool? = try await house.database.read(in: house.scope()) { transaction in
                try transaction.value(holds)
            }
            #expect(isHeld == true)
            await #expect(throws: StorageError.self) {
                try await house.database.read(in: house.scope(.other)) { transaction in
                    let _: Bool? = try transaction.value(holds)
                }
            }

            // Once for each part that it is looked for in.
            #expect(Set(own).count == 1)
        }
    }

    @Test("of more than can be listed, the best and newest are, and it can be told")
    func many() async throws {
        try await Self.run { house in
            try await house.database.write(in: house.scope()) { transaction in
                for number in 0...Limits.searchMatches + 20 {
                    try SearchStore.put(
                        "m\(number)",
                        of: Self.kind,
                        // Later than the corpus.
                        publishedAt: transaction.now.adding(.milliseconds(Int64(5000 + number))),
                        SearchText(title: ["common"], text: ["bench"]),
                        in: &transaction
                    )
                }
            }
            let found = try await house.find("common bench")

            #expect(found.count == Limits.searchMatches + 1)
            #expect(found.first == "m\(Limits.searchMatches + 20)")
            #expect(try await house.find("common").count == Limits.searchMatches + 1)
            #expect(
                try await house.find("bench").prefix(3) == [
                    "d", "a", "m\(Limits.searchMatches + 20)",
                ]
            )
        }
    }

    static let kind: Subject.Kind = "initiative"

    fileprivate static func find(
        _ words: String,
        of kind: Subject.Kind = kind,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String] {
        guard
            let search = try SearchStore.search(
                for: Folding.words(words),
                of: kind,
                in: &transaction
            )
        else { return [] }
        let matches = SearchStore.matches(search, in: transaction)
        let joined: [String] = try transaction.column(
            "SELECT id FROM (\(matches)) AS matched ORDER BY tier"
        )
        let found = search.matches.map(\.id)
        #expect(joined.sorted() == found.sorted())
        return found
    }

    private static func run(_ body: (TestHouse) async throws -> Void) async throws {
        try await TestHouse.run(modules: []) { house in
            for (place, entry) in corpus.enumerated() {
                try await house.put(
                    entry.id,
                    title: entry.title,
                    text: entry.text,
                    annex: entry.annex,
                    at: place
                )
            }
            try await body(house)
        }
    }
}

extension TestHouse {
    fileprivate func put(
        _ id: String,
        title: String,
        text: String,
        annex: String = "",
        at second: Int
    ) async throws {
        try await database.write(in: scope()) { transaction in
            try SearchStore.put(
                id,
                of: SearchTests.kind,
                publishedAt: transaction.now.adding(.milliseconds(Int64(second) * 1000)),
                SearchText(title: [title], text: [text], annex: [annex]),
                in: &transaction
            )
        }
    }

    fileprivate func find(_ words: String) async throws -> [String] {
        try await database.read(in: scope()) { try SearchTests.find(words, in: &$0) }
    }

    fileprivate func search(_ words: String) async throws -> Search? {
        try await database.read(in: scope()) { transaction in
            try SearchStore.search(
                for: Folding.words(words),
                of: SearchTests.kind,
                in: &transaction
            )
        }
    }
}
