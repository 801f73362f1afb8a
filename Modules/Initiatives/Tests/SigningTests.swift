import FoundationEssentials
import Kernel
import Ledger
import TestSupport
import Testing
import Vault

@testable import Initiatives

/// Goal: a citizen of any of the 27 states can sign once, and their authority alone can read it.
///
/// Method: forms sent over a socket to a live site, without JavaScript; the delivery is then opened
/// with the authority's key.
@Suite("Signing")
struct SigningTests {
    @Test("a citizen of each of the 27 states signs, and each authority reads its own statement")
    func everyState() async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                for state in site.initiatives.memberStates.all {
                    let answer = try await pages.post(
                        "/en/initiatives/2026-000001/statements",
                        People.form(state)
                    )

                    #expect(answer.status == 303, "\(state.code): \(answer.text)")
                }
            }

            #expect(try await site.total() == 27)
            for (state, key) in site.authorities {
                let opened = try await site.deliverAndOpen(state, with: key)
                #expect(opened.count == 1)
                #expect(opened.first?.content.firstNames == "Ada Maria")
                #expect(opened.first?.content.familyNames == "Löwe-Żak")
            }
        }
    }

    @Test("every sample number of the data file can be signed with, insisting where it looks odd")
    func everySample() async throws {
        try await InitiativeHouse.run { site in
            let states = site.initiatives.memberStates.all.filter { $0.form == .number }
            var sent = 0
            try await site.serve { pages in
                for state in states {
                    for kind in state.numbers {
                        // Two ways of writing one number are one person.
                        var seen: Set<String> = []
                        for sample in kind.samples {
                            let text = IdentityText.number(
                                state: state.code,
                                kind: kind.key,
                                number: sample
                            )
                            guard seen.insert(text).inserted else { continue }
                            var form = People.form(state, number: sample)
                            form.removeAll { $0.0 == "number-kind" }
                            form += [("number-kind", kind.key), ("insist", "yes")]

                            let answer = try await pages.post(
                                "/en/initiatives/2026-000001/statements",
                                form
                            )

                            #expect(
                                answer.status == 303,
                                "\(state.code) \(sample): \(answer.status)"
                            )
                            sent += 1
                        }
                    }
                }
            }
            #expect(try await site.total() == sent)
            #expect(sent > 50)
        }
    }

    @Test("a hundred simultaneous sendings of one person count once")
    func hundredTimes() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<100 {
                        group.addTask {
                            try await pages.post(
                                "/en/initiatives/2026-000001/statements",
                                People.form(estonia)
                            ).status
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }

                // Each is answered as the first is.
                #expect(statuses.allSatisfy { $0 == 303 })
            }
            let audit = try await site.audit()
            #expect(audit.counter == 1)
            #expect(audit.alternates == 99)
        }
    }

    @Test("case, accents, spaces and hyphens do not make a second person")
    func sameIdentity() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            let france = try #require(site.initiatives.memberStates["FR"])
            var other = People.form(france)
            other.removeAll { $0.0 == "first-names" || $0.0 == "family-names" }
            other += [("first-names", "ADA  MARIA"), ("family-names", "lowe zak")]
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001/statements"
                _ = try await pages.post(path, People.form(estonia, number: "48507201231"))
                _ = try await pages.post(path, People.form(france))

                let number = try await pages.post(
                    path,
                    People.form(estonia, number: "485 0720-1231")
                )
                let name = try await pages.post(path, other)

                #expect(number.status == 303)
                #expect(name.status == 303)
            }
            #expect(try await site.total() == 2)
        }
    }

    @Test("a statement sealed by a browser is counted, and opens at the authority")
    func browserSealed() async throws {
        try await InitiativeHouse.run { site in
            let key = try #require(site.authorities["PL"])
            let context = SealingContext(
                tenant: .eci,
                subject: "2026-000001",
                state: "PL",
                form: Statement.form
            )
            let text = #"{"firstNames":"Zoë","familyNames":"Ω","numberKind":"pesel","number":"1"}"#
            let padded = Array(text.utf8) + [UInt8](repeating: 0x20, count: 128 - text.utf8.count)
            let sealed = try #require(key.publicKey).seal(padded, for: context)
            let form = [
                ("state", "PL"), ("form", Statement.form),
                ("sealed", Data(sealed.bytes).base64EncodedString()),
                ("identity", IdentityDigest(of: "B|PL|pesel|1").hexadecimal),
            ]
            try await site.serve { pages in
                let path = "/fr/initiatives/2026-000001/statements"
                let first = try await pages.post(path, form)
                let again = try await pages.post(path, form)

                #expect(first.status == 303)
                #expect(again.status == 303)
            }
            #expect(try await site.total() == 1)
            let opened = try await site.deliverAndOpen("PL", with: key)
            #expect(opened.map(\.content.familyNames) == ["Ω"])
        }
    }

    @Test(
        "what no authority could open is refused",
        arguments: ["", "AAAA", "!!!", String(repeating: "A", count: 20_000)]
    )
    func rubbish(sealed: String) async throws {
        try await InitiativeHouse.run { site in
            try await site.serve { pages in
                let answer = try await pages.post(
                    "/en/initiatives/2026-000001/statements",
                    [
                        ("state", "PL"), ("form", Statement.form), ("sealed", sealed),
                        ("identity", String(repeating: "a", count: 64)),
                    ]
                )

                #expect([400, 409].contains(answer.status))
            }
            #expect(try await site.total() == 0)
        }
    }
}

extension InitiativeHouse {
    /// Writes a delivery in memory and opens it as the authority does.
    func deliverAndOpen(
        _ state: String,
        with key: AuthorityPrivateKey
    ) async throws -> [OpenedStatement] {
        let delivery = try await deliver(state)
        let opener = try DeliveryOpener(
            manifest: delivery.manifest,
            signature: delivery.signature,
            signer: nil,
            keys: [key],
            keyState: state
        )
        try opener.verify(delivery.lines)
        var check = DeliveryCheck()
        return try delivery.lines.enumerated().compactMap { index, line in
            check.add(try opener.open(line, number: index + 1))
        }
    }
}
