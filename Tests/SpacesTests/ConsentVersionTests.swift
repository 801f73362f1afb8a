import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: members agree to what the privacy page says, in the version that is in force, and are asked again after it.
///
/// Method: an institution's own versions, published one after another, and each time a server that has read them.
@Suite("Consent to an institution's own privacy page")
struct ConsentVersionTests {
    @Test(
        "the version that is in force is agreed to, by its number and day, and a newer one is asked for anew"
    )
    func versions() async throws {
        try await TestHouse.run(modules: [Suggestions.self], intakeRuns: false) { house in
            let first = try await publish("## Ours", in: house)
            var cookies: [String: String] = [:]
            try await TestSite.run(house: house) { site in
                var ada = TestBrowser(at: site)
                let form = try await ada.get("/en/register")
                #expect(form.value(ofField: "privacy") == "1/\(first)")
                let read = [("privacy", "1/\(first)")]
                _ = try await ada.post("/en/registrations", Self.ada + read)
                let letters = try await house.letters(to: "ada@example.org")
                _ = try await ada.post(try #require(letters.last?.links.first))
                #expect(try await Self.consents(house) == ["1/\(first)"])
                #expect(try await !ada.get("/en/account").text.contains("/en/account/consents"))
                cookies = ada.cookies
            }

            house.clock.advance(by: .seconds(2))
            let second = try await publish("## Ours, and more", in: house)
            try await TestSite.run(house: house) { site in
                var ada = TestBrowser(at: site)
                for (name, value) in cookies { ada.plant(name, value) }
                #expect(try await ada.get("/en/account").text.contains("/en/account/consents"))
                let late = [("privacy", "1/\(first)")]
                let unread = try await ada.submit("/en/account/consents", late)
                #expect(unread.text.contains("/en/account/consents"))
                let agreed = try await ada.submit(
                    "/en/account/consents",
                    [("privacy", "2/\(second)")]
                )
                #expect(agreed.text.contains("Your agreement has been saved"))
                #expect(!agreed.text.contains("/en/account/consents"))
                #expect(try await Self.consents(house) == ["1/\(first)", "2/\(second)"])
                let data = try await ada.get("/en/account/data").text
                #expect(data.contains("href=\"/en/privacy/versions/1\""))
                #expect(data.contains("version 2 of"))

                var bob = TestBrowser(at: site)
                let opened = Self.bob + [("privacy", "1/\(first)")]
                let refused = try await bob.post("/en/registrations", opened)
                #expect(refused.status == 422 && refused.text.contains("tick the box again"))
                #expect(refused.value(ofField: "privacy") == "2/\(second)")
            }
        }
    }

    private static let ada = [
        ("name", "Ada"), ("email", "ada@example.org"), ("consent", "yes"),
    ]
    private static let bob = [
        ("name", "Bob"), ("email", "bob@example.org"), ("consent", "yes"),
    ]

    /// Publishes a version now; gives its day.
    private func publish(_ text: String, in house: TestHouse) async throws -> String {
        let legal = LegalPages(database: house.database, audit: house.host.audit)
        let scope = Scope(tenant: .eci, actor: .operatorOfServer, now: house.clock.now)
        let number = try await legal.begin(.privacy, with: [:], in: scope).get()
        let old = try await house.database.read(in: scope) { transaction in
            let draft = try LegalStore.versions(of: .privacy, in: &transaction).first
            return try draft.flatMap {
                try LegalStore.source(of: $0, in: .english, in: &transaction)
            }
        }
        let mark = LegalPages.mark(of: old ?? "")
        _ = try await legal.write(text, in: .english, of: .privacy, over: mark, in: scope).get()
        let seen = try await house.database.read(in: scope) { transaction in
            let draft = try LegalStore.versions(of: .privacy, in: &transaction).first
            return try draft.map { try LegalPages.mark(of: $0, in: &transaction) } ?? ""
        }
        _ = try await legal.publish(.privacy, number, at: scope.now, over: seen, in: scope).get()
        return CivilZone.brussels.date(at: scope.now).iso
    }

    private static func consents(_ house: TestHouse) async throws -> [String] {
        let scope = Scope(tenant: .eci, actor: .server, now: house.clock.now)
        return try await house.database.read(in: scope) { transaction in
            try transaction.column(
                """
                SELECT version FROM member_consent WHERE tenant_id = \(transaction.tenant)
                ORDER BY version LIMIT 10
                """
            )
        }
    }
}
