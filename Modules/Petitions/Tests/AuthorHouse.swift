import Credentials
import Jobs
import Kernel
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Accounts
@testable import Petitions

/// The module in a test house, served, with members who write petitions.
struct AuthorHouse: Sendable {
    let house: TestHouse
    let petitions: Petitions
    let site: TestSite

    /// Where authors have their own.
    static let mine = "/en/petitions/mine"

    /// Serves while `body` runs; `settings` are those of the space.
    static func run(
        settings: [String: String] = [:],
        _ body: (AuthorHouse) async throws -> Void
    ) async throws {
        try await TestHouse.run(modules: [Petitions.self]) { house in
            var change = SpaceChange()
            for (name, value) in settings { change.settings[name] = value }
            if !settings.isEmpty {
                _ = try await house.tenants.edit(.first, change, in: house.scope()).get()
            }
            let petitions = try house.module(Petitions.self)
            try await TestSite.run(house: house) { site in
                try await body(AuthorHouse(house: house, petitions: petitions, site: site))
            }
        }
    }

    func scope(as actor: Actor = .server) -> Scope {
        Scope(tenant: .eci, space: .first, actor: actor, now: house.clock.now)
    }

    static func address(of name: String) -> String { "\(name.lowercased())@example.org" }

    /// A browser of somebody with an account, of whom a provider may have proved that they are of age.
    func member(_ name: String = "Ada", isAdult: Bool = true) async throws -> TestBrowser {
        let (accounts, random) = (house.accounts, house.random)
        let email = try EmailAddress(typed: Self.address(of: name))
        let session = try await house.database.write(in: scope().entering(.site)) { transaction in
            let member = Member(
                id: Member.ID(at: transaction.now, random: random),
                name: name,
                language: .english
            )
            let made = try accounts.make(member, email: email, in: &transaction)
            let account = try #require(made)
            if isAdult {
                try FactStore.note(
                    FactFinding(proven: [Fact.adult.name]),
                    of: account.id,
                    by: "test",
                    in: &transaction
                )
            }
            let visit = SignInVisit(device: "Firefox", network: nil, replaced: nil, next: "")
            return try accounts.begin(
                try accounts.account(account.id, in: &transaction),
                .init(visit: visit, hasSecondFactor: false),
                in: &transaction
            )
        }
        var browser = TestBrowser(at: site)
        browser.plant("session", session.token)
        return browser
    }

    /// Whose account a browser is signed in to.
    func id(of browser: TestBrowser) async throws -> Member.ID {
        let token = try #require(browser.cookies["session"])
        let session = try await house.accounts.session(of: token, in: scope().entering(.site))
        return try #require(session?.member?.id)
    }

    /// A draft in which nothing is missing.
    func draft(
        _ title: String = "More benches in parks",
        body: String = "A bench for everyone.",
        in browser: inout TestBrowser
    ) async throws -> Petition.ID {
        let made = try await browser.post(Self.mine, [("title", title), ("mark", "0")])
        #expect(made.status == 303)
        let parts = made.field("Location")?.split(separator: "/") ?? []
        let id = try #require(parts.dropLast().last.flatMap { Petition.ID($0) })
        let one = "\(Self.mine)/\(id)"
        let text = try await browser.post("\(one)/text", [("body", body), ("mark", "0")])
        #expect(text.status == 303)
        let request = try await browser.send(
            "\(one)/request",
            MultipartText.encode(
                [("ask", "law"), ("theme", "environment"), ("mark", "1"), ("go", "on")],
                []
            )
        )
        #expect(request.status == 303)
        return id
    }

    /// The same, submitted.
    func submitted(
        _ title: String = "More benches in parks",
        in browser: inout TestBrowser
    ) async throws -> Petition.ID {
        let id = try await draft(title, in: &browser)
        let sent = try await browser.post("\(Self.mine)/\(id)/submission", [("mark", "2")])
        #expect(sent.status == 303)
        return id
    }

    func find(_ id: Petition.ID) async throws -> Petition? {
        try await house.database.read(in: scope()) { try PetitionStore.find(id, in: &$0) }
    }

    /// A step of staff, in the words of an institution.
    func take(_ step: String, on id: Petition.ID, saying text: String = "") async throws {
        let petitions = self.petitions
        let texts = text.isEmpty ? [:] : ["en": text]
        try await house.database.write(in: scope(), isolation: .lockedRows) { transaction in
            _ = try petitions.take(
                step,
                on: id,
                as: [.staff(Petitions.manage)],
                telling: NewPetitionEvent(.step, texts: texts),
                in: &transaction
            ).get()
        }
    }

    /// Writes the emails that are due.
    func tell() async throws {
        let job = try #require(house.jobs().first { $0.id == "notifications.send" })
        _ = try await job.run(JobRun(now: house.clock.now))
    }

    func letters(to name: String) async throws -> [TestLetter] {
        try await house.letters(to: Self.address(of: name))
    }
}

extension TestLetter {
    /// The text without the ends of lines that were too long.
    var flowing: String { text.replacing(" \n", with: " ") }
}
