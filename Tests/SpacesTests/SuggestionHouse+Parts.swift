import Jobs
import Kernel
import TestSupport
import Testing
import Web

@testable import Accounts
@testable import Notifications
@testable import Spaces
@testable import Storage
@testable import Work

/// What the parts that modules share do in the house of suggestions.
extension SuggestionHouse {
    /// Runs one of the jobs as the program would; gives what it says of it.
    func run(_ job: String) async throws -> String? {
        let found = try #require(house.jobs().first { $0.id == job })
        return try await found.run(JobRun(now: house.clock.now))
    }

    /// Whose account a browser is signed in to.
    func id(of browser: TestBrowser, at tenant: Tenant.ID = .eci) async throws -> Member.ID {
        let token = try #require(browser.cookies["session"])
        let session = try await house.accounts.session(of: token, in: house.scope(tenant))
        return try #require(session?.member?.id)
    }

    /// How many rows a table has for an institution.
    func count(_ table: String, at tenant: Tenant.ID = .eci) async throws -> Int {
        try await house.database.read(in: house.scope(tenant)) { transaction in
            let count: Int? = try transaction.value(
                """
                SELECT count(*) FROM \(SQL.name(table)) WHERE tenant_id = \(transaction.tenant)
                """
            )
            return count ?? 0
        }
    }

    /// Deletes the account that a browser is signed in to, by the link of its letter.
    func leave(_ address: String, in browser: inout TestBrowser) async throws {
        // So that this letter is the latest.
        house.clock.advance(by: .milliseconds(1))
        #expect(try await browser.post("/en/account/deletion").status == 303)
        let link = try await house.letters(to: address).last?.links.first
        let done = try await browser.post(try #require(link))
        #expect(done.status == 200)
    }

    /// Signs in by the link of a letter, as somebody whose session is over.
    func signIn(_ address: String, in browser: inout TestBrowser) async throws {
        _ = try await browser.post("/en/sign-in", [("email", address), ("way", "link")])
        let link = try await house.letters(to: address).last?.links.first
        #expect(try await browser.post(try #require(link)).status == 303)
    }

    /// Suggests something in a space.
    func suggest(_ text: String, at slug: String, in browser: inout TestBrowser) async throws {
        let answer = try await browser.post("/en/\(slug)/suggestions", [("text", text)])
        #expect(answer.status == 303)
    }

    /// Goes from the question for a proof to the fictitious citizens, and links one; gives where that leads.
    func prove(_ citizen: String, in browser: inout TestBrowser) async throws -> String? {
        let departure = try await browser.post(
            "/en/account/providers/development/departures",
            [("next", "/en/ideas/proof")]
        )
        let refresh = try #require(departure.field("Refresh"))
        let question = String(refresh.dropFirst("0; url=".count))
        let choice = try await browser.post(question, [("citizen", citizen)])
        let arrived = try await browser.get(try #require(choice.field("Location")))
        let page = try await browser.get(try #require(arrived.field("Location")))
        let linked = try await browser.post(
            "/en/account/providers/development/link",
            [("next", page.value(ofField: "next") ?? "")]
        )
        return linked.field("Location")
    }

    /// Everything that the archive of whoever is signed in with a browser would hold.
    func documents(of browser: TestBrowser) async throws -> String {
        let member = try await id(of: browser)
        let sources =
            [house.accounts.ownData] + house.host.partsData
            + [suggestions.personalData.inEverySpace(of: "suggestions")]
        return try await house.database.read(
            in: Scope(tenant: .eci, actor: .member(member), now: house.clock.now)
        ) { transaction in
            try sources.flatMap { try $0.collect(member, &transaction) }
                .map { $0.name + " " + String(decoding: $0.json, as: UTF8.self) }
                .joined(separator: "\n")
        }
    }
}
