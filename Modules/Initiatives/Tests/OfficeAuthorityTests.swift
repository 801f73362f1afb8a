import Accounts
import Audit
import FoundationEssentials
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Vault

@testable import Initiatives

/// Goal: nobody puts another key in the place of an authority's by one button, and who did it is known with both.
///
/// Method: a state without a key, its first one, a statement that is sealed to it, and its second one.
@Suite("Keys of authorities in the back office")
struct OfficeAuthorityTests {
    private static let list = "/en/admin/spaces/1/initiatives/authorities"

    @Test("the first key counts at once, another one after both were shown and the state was typed")
    func exchange() async throws {
        try await InitiativeHouse.run(without: ["EE"]) { house in
            let (first, second) = (try Self.key(), try Self.key())
            try await house.serve { pages in
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                let added = try await rosa.submit(Self.list, [("key", Self.file(first))])
                #expect(added.text.contains("The key has been added"))
                let again = try await rosa.post(Self.list, [("key", Self.file(first))])
                #expect(again.status == 422 && again.text.contains("this key was added before"))
                house.house.clock.advance(by: .seconds(2))
                try await Self.sign(in: house, at: pages)
                // No sooner than anybody sees it.
                let early = try await rosa.post(Self.list, [("key", Self.file(second))])
                #expect(early.text.contains("None in the public count."))
                house.showCounts()

                let asked = try await rosa.post(Self.list, [("key", Self.file(second))])
                #expect(asked.status == 200 && asked.text.contains("Replace the key of Estonia?"))
                for key in [first, second] {
                    #expect(asked.text.contains("<code>\(key.id.description)</code>"))
                }
                #expect(asked.text.contains("1 statement of this state"))
                #expect(try await Self.current(house) == first)

                let form = ["state", "public-key", "former"].map { name in
                    (name, asked.value(ofField: name) ?? "")
                }
                let path = Self.list + "/exchanges"
                let wrong = try await rosa.post(path, form + [("code", "FI")])
                #expect(
                    wrong.status == 422 && wrong.text.contains("Type EE, the code of this state")
                )
                let stale = form.map { $0.0 == "former" ? ($0.0, second.id.description) : $0 }
                let late = try await rosa.post(path, stale + [("code", "EE")])
                #expect(late.status == 422 && late.text.contains("Look at the list again"))
                // The state in the form, and not as it was typed under another key.
                #expect(late.text.ranges(of: "value=\"EE\"").count == 1)
                #expect(try await Self.current(house) == first)

                let done = try await rosa.submit(path, form + [("code", " ee ")])
                #expect(done.text.contains("The key has been replaced"))
                #expect(try await Self.current(house) == second)
                let fields = try await Self.noted(house)
                #expect(fields?.before["key"] == first.id.description)
                #expect(fields?.after["key"] == second.id.description)
                let older = try await rosa.post(Self.list, [("key", Self.file(first))])
                #expect(older.status == 422 && older.text.contains("this key was added before"))
            }
        }
    }

    @Test("whoever runs one space exchanges no key, and no form makes one out of nothing")
    func refused() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { house in
            let before = try #require(try await Self.current(house))
            let key = try Self.key()
            let form = [
                ("state", "EE"), ("public-key", Data(key.bytes).base64EncodedString()),
                ("former", before.id.description), ("code", "EE"),
            ]
            try await house.serve { pages in
                var ada = try await house.staff(
                    .init(role: .organiser, space: .first),
                    at: pages,
                    address: "ada@example.org"
                )
                #expect(try await ada.post(Self.list + "/exchanges", form).status == 403)
                var rosa = try await house.staff(.init(role: .organiser), at: pages)
                for (name, value) in [("state", "US"), ("public-key", "AAAA"), ("state", "")] {
                    let bad = form.map { $0.0 == name ? (name, value) : $0 }
                    #expect(try await rosa.post(Self.list + "/exchanges", bad).status == 400)
                }
            }
            #expect(try await Self.current(house) == before)
        }
    }

    @Test("of two who replace a key at once one does, and the other hears of it")
    func atOnce() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { house in
            house.house.clock.advance(by: .seconds(1))
            let before = try #require(try await Self.current(house))
            let keys = [try Self.key(), try Self.key()]
            let refusals = try await withThrowingTaskGroup(
                of: Initiatives.AuthorityRefusal?.self,
                returning: [Initiatives.AuthorityRefusal?].self
            ) { group in
                for key in keys {
                    group.addTask { try await Self.replace(before, by: key, in: house) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }

            #expect(refusals.compactMap(\.self) == [.changedMeanwhile])
            let after = try #require(try await Self.current(house))
            #expect(keys.contains(after))
            #expect(try await Self.replace(nil, by: Self.key(), in: house) == .changedMeanwhile)
        }
    }

    @Test("what the page tells of a state is found by indexes")
    func plans() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { house in
            let tables = ["authority_key", "item", "part", "ledger_item", "ledger_section"]
            let said = try await house.house.statements.during {
                _ = try await house.initiatives.knownKeys(of: "EE", in: house.house.scope())
            }

            #expect(said.count == 2)
            for statement in said {
                #expect(!tables.contains { statement.scans($0) }, "\(statement)")
            }
        }
    }

    /// Why another key was not put into the place of the one that was seen, or of none; nil when it was.
    private static func replace(
        _ seen: AuthorityPublicKey?,
        by key: AuthorityPublicKey,
        in house: InitiativeHouse
    ) async throws -> Initiatives.AuthorityRefusal? {
        let expected: Initiatives.ExpectedKey = if let seen { .key(seen.id) } else { .nothing }
        let outcome = try await house.initiatives.registerAuthority(
            key,
            of: "EE",
            insteadOf: expected,
            in: house.house.scope()
        )
        if case .failure(let refusal) = outcome { return refusal }
        return nil
    }

    private static func key() throws -> AuthorityPublicKey {
        try #require(AuthorityPrivateKey().publicKey)
    }

    /// As an authority sends it.
    private static func file(_ key: AuthorityPublicKey) -> String {
        """
        {"state": "EE", "publicKeyText": "\(Data(key.bytes).base64EncodedString())"}
        """
    }

    private static func sign(in house: InitiativeHouse, at pages: TestSite) async throws {
        let estonia = try #require(house.initiatives.memberStates["EE"])
        let answer = try await pages.post(
            "/en/initiatives/2026-000001/statements",
            People.form(estonia, number: "48507201231")
        )
        #expect(answer.status == 303)
    }

    private static func current(_ house: InitiativeHouse) async throws -> AuthorityPublicKey? {
        try await house.house.database.read(in: house.house.scope()) {
            try AuthorityStore.current(in: &$0)["EE"]
        }
    }

    /// What the audit says of the latest key.
    private static func noted(_ house: InitiativeHouse) async throws -> AuditDetails? {
        let (audit, scope) = (house.house.host.audit, house.house.scope().entering(.site))
        let search = AuditSearch(action: Initiatives.keyRegistered)
        let found = try await house.house.database.read(in: scope) {
            try audit.entries(search, before: nil, in: &$0)
        }
        return found.entries.first?.changes
    }
}
