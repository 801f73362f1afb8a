import FoundationEssentials
import Kernel
import Ledger
import Markup
import Spaces
import TestSupport
import Testing
import Vault

@testable import Initiatives

/// Goal: whoever sends something else than a browser would is found out by the authority, blocks nobody, and
/// learns from no answer whether somebody has signed.
///
/// Method: statements with chosen digests and contents; the delivery after the end is checked with the
/// authority's key, as its offline tool does.
@Suite("A hostile browser")
struct HostileBrowserTests {
    private static let path = "/en/initiatives/2026-000001/statements"

    @Test("rubbish under a known person's digest shuts nobody out: their own statement is found")
    func rubbishUnderADigest() async throws {
        try await InitiativeHouse.run { site in
            try await site.support("EE", sealing: "no statement", as: Self.text("48507201231"))
            try await site.support("EE", sealing: "nor this", as: Self.text("48507201231"))
            try await site.support("EE", Self.content("48507201231"), as: Self.text("48507201231"))
            try await site.support("EE", Self.content("48507201231"), as: Self.text("48507201231"))

            let found = try await site.check("EE")

            #expect(found.check.unreadable == [1])
            #expect(found.taken.map(\.content.number) == ["48507201231"])
            #expect(found.check.foundBeside == 1)
            #expect(found.check.further == 1)
            let audit = try await site.audit()
            #expect(audit.counter == 1)
            #expect(audit.alternates == 3)
        }
    }

    @Test("who comes first with a known number and other names hides no owner: both are written")
    func otherNames() async throws {
        try await InitiativeHouse.run { site in
            let identity = Self.text("48507201231")
            try await site.support("EE", Self.content("48507201231", "X"), as: identity)
            for _ in 0..<2 {
                try await site.support("EE", Self.content("48507201231"), as: identity)
            }

            let found = try await site.check("EE")

            #expect(found.taken.map(\.content.firstNames) == ["X"])
            #expect(found.check.others.map(\.opened.content.firstNames) == ["Ada", "Ada"])
            #expect(found.check.others.map(\.taken) == [1, 1])
        }
    }

    @Test(
        "what no form makes is unreadable: two identities in one, another kind of number, a residence",
        arguments: [
            #"{"firstNames":"A","familyNames":"B","number":"48507201231","country":"EE","birthDate":"1985-07-20"}"#,
            #"{"firstNames":"A","familyNames":"B","numberKind":"k1","number":"48507201231"}"#,
            #"{"firstNames":"A","familyNames":"B","country":"EE","birthDate":"1985-07-20"}"#,
        ]
    )
    func mixed(text: String) async throws {
        try await InitiativeHouse.run { site in
            try await site.support("EE", sealing: text, as: "anything")

            let found = try await site.check("EE")

            #expect(found.check.unreadable == [1])
        }
    }

    @Test("invented digests are named, and whoever stands only under one is written apart")
    func inventedDigests() async throws {
        try await InitiativeHouse.run { site in
            try await site.support("EE", Self.content("48507201231"), as: "anything")
            try await site.support("EE", Self.content("38001085718"), as: Self.text("38001085718"))

            let found = try await site.check("EE")

            #expect(found.check.wrongDigests == [1])
            #expect(found.check.repeated.isEmpty)
            #expect(found.taken.map(\.number) == [2])
            #expect(found.unproven.map(\.content.number) == ["48507201231"])
        }
    }

    @Test("the same sealed text under three digests is one person, and two lines say so")
    func threeDigests() async throws {
        try await InitiativeHouse.run { site in
            let sealed = try site.sealed("EE", Self.content("48507201231"))
            for digest in ["first", Self.text("48507201231"), "third"] {
                try await site.send(sealed, "EE", as: digest)
            }

            let found = try await site.check("EE")

            #expect(found.taken.map(\.number) == [2])
            #expect(found.check.wrongDigests == [1, 3])
            #expect(found.check.repeated == [1, 3])
            #expect(found.unproven.isEmpty)
            #expect(try await site.audit().counter == 3)
        }
    }

    @Test("two states with one key: what was sealed for the one and sent for the other is named")
    func twoStatesWithOneKey() async throws {
        try await InitiativeHouse.run(without: ["FI"]) { site in
            let key = try #require(site.authorities["EE"])
            let publicKey = try #require(key.publicKey)
            let scope = site.house.scope()
            _ = try await site.initiatives.registerAuthority(publicKey, of: "FI", in: scope)
            let sealed = try site.sealed("EE", Self.content("48507201231"))
            try await site.send(sealed, "FI", as: Self.text("48507201231"))
            try await site.send(sealed, "EE", as: Self.text("48507201231"))

            let finland = try await site.check("FI", with: key)
            let estonia = try await site.check("EE")

            #expect(finland.check.ofOtherStates.map(\.state) == ["EE"])
            #expect(finland.taken.isEmpty)
            #expect(estonia.taken.count == 1)
        }
    }

    @Test("one person has another fingerprint in each state, and a state's key opens its own alone")
    func keysOfStates() async throws {
        try await InitiativeHouse.run { site in
            let digest = Self.text("48507201231")
            for state in ["EE", "LV"] { try await site.support(state, sealing: "x", as: digest) }
            site.house.clock.advance(by: .seconds(40 * 86_400))
            let deliveries = [try await site.deliver("EE"), try await site.deliver("LV")]
            let lines = try deliveries.map {
                try JSONDecoder().decode(DeliveryLine.self, from: Data($0.lines[0]))
            }

            #expect(lines[0].fingerprint != nil)
            #expect(lines[0].fingerprint != lines[1].fingerprint)
            let foreign = try #require(site.authorities["LV"])
            #expect(throws: DeliveryError.self) {
                try DeliveryOpener(
                    manifest: deliveries[0].manifest,
                    signature: deliveries[0].signature,
                    signer: nil,
                    keys: [foreign],
                    keyState: "EE"
                )
            }
        }
    }

    @Test(
        "before the end a delivery brings neither fingerprints nor their key, nor what was kept beside"
    )
    func rehearsal() async throws {
        try await InitiativeHouse.run { site in
            for _ in 0..<2 {
                try await site.support(
                    "EE",
                    Self.content("48507201231"),
                    as: Self.text("48507201231")
                )
            }

            let delivery = try await site.deliver("EE")

            #expect(delivery.lines.count == 1)
            #expect(!String(decoding: delivery.lines[0], as: UTF8.self).contains("fingerprint"))
            let opener = try delivery.opener(try #require(site.authorities["EE"]))
            #expect(!opener.isCheckable)
        }
    }

    @Test(
        "once each authority has the key of the fingerprints it is destroyed for good, in memory too"
    )
    func destroyed() async throws {
        try await InitiativeHouse.run { site in
            try await site.support("EE", Self.content("48507201231"), as: Self.text("48507201231"))
            site.house.clock.advance(by: .seconds(40 * 86_400))
            let (scope, initiatives) = (site.house.operatorScope(), site.initiatives)
            let id = try #require(Initiative.ID("2026-000001"))
            let estonia = try #require(site.authorities["EE"])
            try await initiatives.move(id, to: .verification, in: scope).get()

            let early = try await initiatives.move(id, to: .submitted, in: scope)
            let word = InitiativeWord.everythingIsDelivered
            #expect(throws: WorkflowEngine.Refusal.unmet(condition: word)) { try early.get() }
            #expect(try await initiatives.undelivered(id, in: scope) == ["EE"])
            #expect(try await site.deliver("EE").opener(estonia).isCheckable)
            let held = try await initiatives.desk.signable(id, in: scope)
            #expect(held?.fingerprintKey != nil)
            let before = try await site.house.tenants.all(since: nil)?.revision

            try await initiatives.move(id, to: .submitted, in: scope).get()

            // No second passes here; other servers see the revision and forget within one.
            let gone = try await initiatives.desk.signable(id, in: scope)
            #expect(gone != nil && gone?.fingerprintKey == nil)
            #expect(try await site.house.tenants.all(since: before) != nil)
            let details = try #require(try await site.details())
            #expect(details.initiative.wrappedFingerprintKey == nil)
            #expect(try await site.deliver("EE").opener(estonia).isCheckable == false)
        }
    }

    @Test("signing again is answered as the first time, in every respect that a stranger sees")
    func equalAnswers() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                var answers: [[String]] = []
                for _ in 0..<2 {
                    let sent = try await pages.post(Self.path, People.form(estonia))
                    let place = try #require(sent.field("location"))
                    let thanks = try await pages.get(place)
                    let receipt = try #require(place.split(separator: "/").last.map(String.init))
                    let check = try await pages.get(
                        "/en/initiatives/2026-000001/receipts/\(receipt)"
                    )
                    answers.append(
                        [sent, thanks, check].map { answer in
                            "\(answer.status) "
                                + answer.text.replacing(receipt, with: "R")
                                .replacing(ReceiptText(receipt).html.text, with: "R")
                        } + ["\(receipt.count)"]
                    )
                }

                #expect(answers[0] == answers[1])
                #expect(answers[0][1].hasPrefix("200"))
                #expect(answers[0][2].hasPrefix("200"))
            }
        }
    }

    /// As the form says who signs in Estonia.
    private static func text(_ number: String) -> String {
        IdentityText.number(state: "EE", kind: "isikukood", number: number)
    }

    private static func content(_ number: String, _ firstNames: String = "Ada") -> Statement {
        Statement(
            state: "EE",
            firstNames: firstNames,
            familyNames: "Lõvi",
            identity: .number(kind: "isikukood", number: number)
        )
    }
}
