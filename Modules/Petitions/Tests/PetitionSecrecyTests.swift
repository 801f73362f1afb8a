import Foundation
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing

@testable import Petitions

/// Goal: nothing that a provider says of a person, and no address by which somebody signs, lies anywhere in readable
/// form.
///
/// Method: people sign, take back and come again; then every byte of the database is searched.
@Suite("What a thief of the database can read of signatures")
struct PetitionSecrecyTests {
    /// What the scripted provider says of Ada, and what is typed.
    private static let secrets = [
        ScriptedProvider.subject, "Lovelace", "Desprès", "ada@example.org", "1990-12-10",
        "bartholomea", "ziegelhof.example", "1969-07-13",
    ]

    @Test("database and journal hold no subject, name, birth date or address of who signed")
    func searched() async throws {
        try await PetitionHouse.run { house in
            let id = try await house.publish()
            try await ScriptedProvider.run(clock: house.house.clock) { provider in
                try await house.offer(provider)
                try await house.serve { site in
                    var browser = TestBrowser(at: site)
                    try await house.arrive(born: "1969-07-13", at: provider, in: &browser)
                    #expect(try await house.press(in: &browser).status == 303)
                    let path = "/en/petitions/1/signatures/withdrawals"
                    #expect(try await browser.post(path).status == 200)
                    #expect(try await house.press(in: &browser).status == 303)
                }
            }
            #expect(try await house.audit(id).counter == 1)
            try search(house)
        }
        try await PetitionHouse.run(settings: ["confirmation": "email"]) { house in
            _ = try await house.publish()
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                let address = "bartholomea@ziegelhof.example"
                let form = [("email", address), ("adult", "yes")]
                _ = try await browser.post("/en/petitions/1/confirmations", form)
                let letter = try #require(try await house.house.letters(to: address).last)
                let link = try #require(letter.links.first)
                #expect(try await browser.post(link).status == 303)
            }
            try await house.petitions.writeTraces(in: house.house.scope())
            try search(house)
        }
    }

    private func search(_ house: PetitionHouse) throws {
        let found = try contents(of: house.house.store)
        #expect(!found.isEmpty)
        for (name, bytes) in found {
            for text in Self.secrets {
                for pattern in Self.encodings(of: text) {
                    let place = Data(bytes).range(of: Data(pattern))
                    #expect(place == nil, "\(text) in \(name)")
                }
            }
        }
    }

    /// Every byte of its files, or every cell of its tables.
    private func contents(of store: TestStore) throws -> [String: [UInt8]] {
        guard TestEngine.isPostgres else { return try store.folder.files() }
        let tables = try PostgresConsole.run(
            "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'",
            at: store.address
        )
        var found: [String: [UInt8]] = [:]
        for table in tables.compactMap(\.first) {
            let rows = try PostgresConsole.run("SELECT * FROM \(table)", at: store.address)
            found[table] = Array(rows.map { $0.joined(separator: " ") }.joined().utf8)
        }
        return found
    }

    /// As text, and as tables that hold bytes show them.
    private static func encodings(of text: String) -> [[UInt8]] {
        let bytes = Array(text.utf8)
        return [bytes, Array(text.uppercased().utf8), Array(Hexadecimal.encode(bytes).utf8)]
    }
}
