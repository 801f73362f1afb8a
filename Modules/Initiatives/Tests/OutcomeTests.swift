import FoundationEssentials
import Kernel
import Ledger
import Spaces
import TestSupport
import Testing
import Vault
import Web

@testable import Initiatives

/// Goal: people are told the truth about their statement, can always send it again, are counted once, and
/// get their receipt; and nobody else learns anything from it.
///
/// Method: forms over HTTP, while the database stores and does not say so.
@Suite("What people are told when nobody knows")
struct OutcomeTests {
    private let path = "/en/initiatives/2026-000001/statements"

    @Test(
        "the page says that nobody knows, gives back what was typed, and sending it again gives the receipt"
    )
    func unknown() async throws {
        try await InitiativeHouse.run(ledger: Self.impatient) { site in
            let form = People.form(try #require(site.initiatives.memberStates["EE"]))
            try await site.serve { pages in
                site.house.faults.stay(.stored)
                let told = try await pages.post(path, form)
                site.house.faults.end()
                let attempt = try #require(Self.attempt(in: told.text))
                let again = try await Self.patiently {
                    try await pages.post(path, form + [("attempt", attempt)])
                }
                let twice = try await Self.patiently {
                    try await pages.post(path, form + [("attempt", attempt)])
                }

                #expect(told.status == 504 && told.field("Retry-After") != nil)
                #expect(told.text.contains("We do not know whether it was counted"))
                #expect(!told.text.contains("not stored"))
                #expect(told.text.contains("name=\"first-names\" value=\"Ada Maria\""))
                #expect(told.field("Cache-Control")?.contains("no-store") == true)
                #expect(again.status == 303)
                #expect(again.field("Location")?.contains("/thanks/") == true)
                #expect(twice.field("Location") == again.field("Location"))
            }
            #expect(try await site.total() == 1)
        }
    }

    @Test(
        "whoever has not the form's own bits gets another receipt, also with all that was typed"
    )
    func strangers() async throws {
        try await InitiativeHouse.run { site in
            let form = People.form(try #require(site.initiatives.memberStates["EE"]))
            let other = People.form(
                try #require(site.initiatives.memberStates["EE"]),
                firstNames: "Eva"
            )
            let bits = SendingAttempt(Random.system).text
            try await site.serve { pages in
                let first = try await pages.post(path, form + [("attempt", bits)])
                let same = try await pages.post(path, form + [("attempt", bits)])
                var strange: [String?] = []
                for more in [
                    [], [("attempt", "")], [("attempt", "x")],
                    [("attempt", SendingAttempt(Random.system).text)],
                ] {
                    strange.append(try await pages.post(path, form + more).field("Location"))
                }
                // The same person and bits, and something else was typed: not the same form.
                let changed = try await pages.post(path, other + [("attempt", bits)])
                strange.append(changed.field("Location"))

                #expect(first.status == 303 && same.status == 303)
                #expect(first.field("Location") == same.field("Location"))
                // Each has a receipt of its own, which tells nothing of the first.
                #expect(Set(strange.compactMap(\.self)).count == 5)
                #expect(!strange.contains(first.field("Location")))
            }
            #expect(try await site.total() == 1)
            #expect(try await site.audit().alternates == 5)
        }
    }

    @Test("a statement sealed by a browser: 504, and the same body sent again gets the receipt")
    func sealed() async throws {
        try await InitiativeHouse.run(ledger: Self.impatient) { site in
            let body = try site.sealedBody(attempt: SendingAttempt(Random.system).text)
            try await site.serve { pages in
                site.house.faults.stay(.stored)
                let told = try await pages.post(path, body)
                site.house.faults.end()
                let again = try await Self.patiently { try await pages.post(path, body) }
                let stranger = try await pages.post(path, body.filter { $0.0 != "attempt" })

                #expect(told.status == 504)
                #expect(!told.text.contains("Nothing was stored"))
                #expect(again.status == 303)
                #expect(stranger.status == 303)
                #expect(stranger.field("Location") != again.field("Location"))
            }
            #expect(try await site.total() == 1)
        }
    }

    @Test("what has waited too long is said not to be stored, and is not")
    func expired() async throws {
        var settings = LedgerSettings()
        settings.wait = .zero
        try await InitiativeHouse.run(ledger: settings) { site in
            let form = People.form(try #require(site.initiatives.memberStates["EE"]))
            try await site.serve { pages in
                let plain = try await pages.post(path, form)
                let sealed = try await pages.post(path, try site.sealedBody(attempt: ""))

                #expect(plain.status == 503 && sealed.status == 503)
                #expect(plain.text.contains("have not stored your statement"))
                #expect(plain.text.contains("name=\"first-names\" value=\"Ada Maria\""))
            }
            #expect(try await site.total() == 0)
        }
    }

    @Test(
        "whoever sends again after the closing what was counted before it gets the receipt; nobody else does"
    )
    func afterTheClosing() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            let form = People.form(estonia)
            let bits = SendingAttempt(Random.system).text
            let today = CivilZone.brussels.date(at: site.house.clock.now)
            let end = CivilZone.brussels.start(of: today.adding(days: 31))
            site.house.clock.set(end.adding(.seconds(-1)))
            try await site.serve { pages in
                let first = try await pages.post(path, form + [("attempt", bits)])
                site.house.clock.advance(by: .seconds(60))
                let again = try await pages.post(path, form + [("attempt", bits)])
                let late = try await pages.post(
                    path,
                    People.form(estonia, number: "LATE") + [("insist", "yes"), ("attempt", bits)]
                )
                site.house.clock.advance(by: .seconds(3600))
                let muchLater = try await pages.post(path, form + [("attempt", bits)])

                #expect(first.status == 303)
                #expect(again.field("Location") == first.field("Location"))
                #expect(late.status == 409 && muchLater.status == 409)
            }
            #expect(try await site.total() == 1)
        }
    }

    private static var impatient: LedgerSettings {
        var settings = LedgerSettings()
        settings.answer = .milliseconds(400)
        return settings
    }

    private static func attempt(in page: String) -> String? {
        let mark = "name=\"attempt\" value=\""
        guard let start = page.firstRange(of: mark) else { return nil }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }

    /// As somebody does whom the page tells to send it again.
    private static func patiently(
        _ send: () async throws -> HTTPAnswer
    ) async throws -> HTTPAnswer {
        var answer = try await send()
        for _ in 0..<100 where answer.status >= 500 { answer = try await send() }
        return answer
    }
}

extension InitiativeHouse {
    /// What a browser sends that seals.
    fileprivate func sealedBody(attempt: String) throws -> [(String, String)] {
        let key = try #require(authorities["EE"]?.publicKey)
        let context = SealingContext(
            tenant: .eci,
            subject: "2026-000001",
            state: "EE",
            form: Statement.form
        )
        let sealable = try Statement(
            state: "EE",
            firstNames: "Ada",
            familyNames: "Lõvi",
            identity: .number(kind: "isikukood", number: "48507201231")
        ).sealable
        let statement = try key.seal(sealable, for: context)
        return [
            ("state", "EE"), ("form", Statement.form),
            ("sealed", Data(statement.bytes).base64EncodedString()),
            ("identity", IdentityDigest(of: "a person").hexadecimal), ("attempt", attempt),
        ]
    }
}
