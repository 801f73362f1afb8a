import Credentials
import Jobs
import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Accounts

/// Two spaces in which people suggest things, served, with moderators and a reader who may report.
struct PageHouse {
    let house: TestHouse
    let site: TestSite

    /// Their addresses: the first space of the house, and one that is added.
    static let slugs = ["suggestions", "ideas"]

    static func run(_ body: (PageHouse) async throws -> Void) async throws {
        try await TestHouse.run(modules: [Suggestions.self], intakeRuns: false) { house in
            var change = SpaceChange()
            change.state = .published
            _ = try await house.tenants.addSpace(
                of: "suggestions",
                at: slugs[1],
                change,
                in: house.scope()
            ).get()
            try await TestSite.run(house: house) { site in
                try await body(PageHouse(house: house, site: site))
            }
        }
    }

    /// A browser without an account.
    var visitor: TestBrowser { TestBrowser(at: site) }

    /// A browser of somebody who has just made their account.
    func member(
        _ address: String,
        name: String = "Ada",
        language: String = "en"
    ) async throws -> TestBrowser {
        var browser = TestBrowser(at: site)
        let asked = try await browser.post(
            "/\(language)/registrations",
            [("name", name), ("email", address), ("consent", "yes"), TestConsent.read]
        )
        #expect(asked.status == 303)
        let letters = try await house.letters(to: address)
        let made = try await browser.post(try #require(letters.last?.links.first))
        #expect(made.status == 303)
        return browser
    }

    /// A browser of somebody with a role, who has given a one-time code.
    func moderator(
        _ name: String = "Rosa",
        as role: Role = .moderator,
        of space: Space.ID = .site
    ) async throws -> TestBrowser {
        let accounts = house.accounts
        let email = try EmailAddress(typed: "\(name.lowercased())@example.org")
        let scope = Scope(tenant: .eci, actor: .server, now: house.clock.now)
        let member = Member(
            id: Member.ID(at: scope.now, random: house.random),
            name: name,
            language: .english
        )
        let session = try await house.database.write(in: scope) { transaction in
            let made = try accounts.make(member, email: email, in: &transaction)
            let account = try #require(made)
            let grant = RoleGrant(role: role, space: space)
            try accounts.give(grant, to: account.id, by: nil, in: &transaction)
            let visit = SignInVisit(device: "Firefox", network: nil, replaced: nil, next: "")
            let again = try accounts.account(account.id, in: &transaction)
            return try accounts.begin(
                again,
                .init(visit: visit, hasSecondFactor: true),
                in: &transaction
            )
        }
        var browser = TestBrowser(at: site)
        browser.plant("session", session.token)
        return browser
    }

    /// Suggests something in a space; gives where it stands.
    @discardableResult
    func suggest(
        _ text: String,
        in browser: inout TestBrowser,
        at slug: String = "suggestions"
    ) async throws -> String {
        let answer = try await browser.post("/en/\(slug)/suggestions", [("text", text)])
        #expect(answer.status == 303)
        return try #require(answer.field("Location"))
    }

    /// Reports a suggestion without an account; gives the number to follow it.
    @discardableResult
    func report(
        _ number: Int,
        in space: Int = 1,
        because explanation: String = "This attacks a person.",
        email: String = ""
    ) async throws -> String {
        var reader = visitor
        let answer = try await reader.post(
            "/en/reports/spaces/\(space)/suggestion/\(number)",
            [
                ("category", "other-violation-tc"), ("explanation", explanation),
                ("email", email),
            ]
        )
        #expect(answer.status == 200)
        return try #require(answer.text.part(after: "id=\"number\"", before: "</code>"))
    }

    /// The four reasons that come with the program.
    func writeUsualReasons(in moderator: inout TestBrowser) async throws {
        let answer = try await moderator.post("/en/admin/moderation/templates/usual")
        #expect(answer.status == 303)
    }

    /// What a case's page sends with its buttons, and one of these.
    func press(
        _ quick: String,
        on number: Int,
        in moderator: inout TestBrowser
    ) async throws -> HTTPAnswer {
        let page = try await moderator.get(Self.path(of: number))
        return try await moderator.post(
            Self.path(of: number) + "/decisions",
            [
                ("quick", quick), ("revision", page.value(ofField: "revision") ?? ""),
                ("facts", page.value(ofField: "facts") ?? ""),
                ("language", page.value(ofField: "language") ?? ""),
            ]
        )
    }

    static func path(of number: Int) -> String { "/en/admin/moderation/cases/\(number)" }

    /// Runs one of the jobs as the program would.
    func run(_ job: String) async throws {
        let found = try #require(house.jobs().first { $0.id == job })
        _ = try await found.run(JobRun(now: house.clock.now))
    }
}

extension String {
    /// What stands behind the end of a tag that begins with some words, up to other words.
    func part(after start: String, before end: String) -> String? {
        guard let begin = firstRange(of: start) else { return nil }
        let rest = self[begin.upperBound...].drop { $0 != ">" }.dropFirst()
        return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
    }
}
