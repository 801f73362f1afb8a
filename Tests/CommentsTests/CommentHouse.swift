import Credentials
import Jobs
import Kernel
import Storage
import Testing
import Web

@testable import Accounts
@testable import Comments
@testable import Moderation
@testable import Spaces
@testable import TestSupport

/// The small module in a space where people can talk, served, with one suggestion to talk about.
struct CommentHouse {
    let house: TestHouse
    let site: TestSite
    let suggestions: Suggestions

    /// Where people talk about the suggestion; in the second space of the institution.
    static let about = "/en/ideas/discussions/suggestion/1"

    var comments: Comments { house.host.comments }
    var talked: Talked { Talked(suggestions.subjects) }
    var subject: Subject { scope().subject(.suggestion, "1") }

    /// Serves while `body` runs; `settings` are those of the space beside that people can talk.
    static func run(
        review: ModerationSettings.Review = .after,
        settings: [String: String] = [:],
        _ body: (CommentHouse) async throws -> Void
    ) async throws {
        try await TestHouse.run(modules: [Suggestions.self], intakeRuns: false) { house in
            var change = SpaceChange()
            change.state = .published
            change.settings = ["comments": "yes", "review": review.rawValue]
            for (name, value) in settings { change.settings[name] = value }
            _ = try await house.tenants.addSpace(
                of: "suggestions",
                at: "ideas",
                change,
                in: house.scope()
            ).get()
            let suggestions = try house.module(Suggestions.self)
            try await TestSite.run(house: house) { site in
                let own = CommentHouse(house: house, site: site, suggestions: suggestions)
                let rosa = try await own.people(1, named: "Rosa")[0]
                try await house.database.write(in: own.scope()) { transaction in
                    try SuggestionStore.add(
                        "Swings",
                        as: 1,
                        by: rosa,
                        isHidden: false,
                        in: &transaction
                    )
                }
                try await body(own)
            }
        }
    }

    /// A browser of somebody who has just made their account.
    func member(_ address: String, name: String = "Ada") async throws -> TestBrowser {
        var browser = TestBrowser(at: site)
        _ = try await browser.post(
            "/en/registrations",
            [("name", name), ("email", address), ("consent", "yes"), TestConsent.read]
        )
        let letters = try await house.letters(to: address)
        let made = try await browser.post(try #require(letters.last?.links.first))
        #expect(made.status == 303)
        return browser
    }

    /// A browser of somebody with a role, who has given a one-time code.
    func staff(_ role: Role, of space: Space.ID = .site) async throws -> TestBrowser {
        let accounts = house.accounts
        let email = try EmailAddress(typed: "\(role)-\(space)@example.org")
        let random = house.random
        let session = try await house.database.write(in: scope().entering(.site)) { transaction in
            let member = Member(
                id: Member.ID(at: transaction.now, random: random),
                name: "Mo",
                language: .english
            )
            let made = try accounts.make(member, email: email, in: &transaction)
            let account = try #require(made)
            let grant = RoleGrant(role: role, space: space)
            try accounts.give(grant, to: account.id, by: nil, in: &transaction)
            let visit = SignInVisit(device: "Firefox", network: nil, replaced: nil, next: "")
            return try accounts.begin(
                try accounts.account(account.id, in: &transaction),
                .init(visit: visit, hasSecondFactor: true),
                in: &transaction
            )
        }
        var browser = TestBrowser(at: site)
        browser.plant("session", session.token)
        return browser
    }

    /// So many people with accounts, of whom nobody signs in.
    func people(_ count: Int, named name: String = "Person") async throws -> [Member.ID] {
        let (accounts, random) = (house.accounts, house.random)
        return try await house.database.write(in: scope().entering(.site)) { transaction in
            try (0..<count).map { number in
                let member = Member(
                    id: Member.ID(at: transaction.now, random: random),
                    name: name,
                    language: .english
                )
                let email = try EmailAddress(typed: "\(name)-\(number)@example.org")
                _ = try accounts.make(member, email: email, in: &transaction)
                return member.id
            }
        }
    }

    func scope(_ space: Int = 2, as actor: Actor = .server) -> Scope {
        Scope(tenant: .eci, space: Space.ID(space), actor: actor, now: house.clock.now)
    }

    /// Whose account a browser is signed in to.
    func id(of browser: TestBrowser) async throws -> Member.ID {
        let token = try #require(browser.cookies["session"])
        let session = try await house.accounts.session(of: token, in: scope().entering(.site))
        return try #require(session?.member?.id)
    }

    /// Says something about the suggestion, or in answer to a comment.
    func say(
        _ text: String,
        _ stance: Stance = .neutral,
        answering parent: OurComment.ID? = nil,
        in browser: inout TestBrowser
    ) async throws -> OurComment.ID {
        let path = parent.map { "/en/ideas/comments/\($0)/replies" } ?? Self.about + "/comments"
        let answer = try await browser.post(
            path,
            [("comment", text), ("stance", stance.rawValue)]
        )
        #expect(answer.status == 303)
        let name = answer.field("Location")?.split(separator: "/").last.map(String.init)
        return try #require(name.flatMap { OurComment.ID($0) })
    }

    /// Says something as one of ``people(_:)``, past the pages.
    func write(
        _ text: String,
        _ stance: Stance = .neutral,
        answering parent: OurComment.ID? = nil,
        review: ModerationSettings.Review = .after,
        settings: [String: String] = [:],
        as member: Member.ID
    ) async throws -> Result<WrittenComment, CommentRefusal> {
        try await comments.write(
            CommentDraft(
                place: parent.map { .comment($0) } ?? .subject(subject),
                stance: stance,
                text: try CommentText(typed: text),
                language: .english
            ),
            about: talked,
            settings: SettingValues(
                ["comments": "yes", "review": review.rawValue].merging(settings) { $1 }
            ),
            in: scope(as: .member(member))
        )
    }

    func find(_ id: OurComment.ID) async throws -> PlacedComment? {
        try await house.database.read(in: scope()) { try CommentStore.find([id], in: &$0)[id] }
    }

    /// What the discussion counts.
    func tally() async throws -> CommentTally {
        let subject = self.subject
        return try await house.database.read(in: scope()) { transaction in
            try CommentStore.thread(of: subject, in: &transaction).tally
        }
    }

    /// Hides comments as a decision of moderators does, or shows them.
    func turn(_ ids: [OurComment.ID], isShown: Bool) async throws {
        guard case .moderated(let hide, let restore) = comments.hooks(about: talked).visibility
        else { return }
        let names = ids.map(\.text)
        try await house.database.write(in: scope(), isolation: .lockedRows) { transaction in
            try (isShown ? restore : hide)(names, &transaction)
        }
        comments.forget(of: nil)
    }

    /// Moderation with everything that this house has.
    var desk: ModerationDesk { house.host.moderation.desk(house.host.directory(of: [suggestions])) }

    /// Somebody who moderates the whole institution.
    func moderator() async throws -> Moderator {
        let member = try await people(1, named: "Mo-\(house.random.bits())")[0]
        let scope = Scope(
            tenant: .eci,
            actor: .member(member),
            now: house.clock.now,
            isOfStaff: true
        )
        return Moderator(scope: scope, reach: .everywhere)
    }

    /// Decides the open case about a comment.
    func decide(_ decision: Decision, about id: OurComment.ID) async throws {
        let open: [OpenCase] = try await house.database.read(in: scope()) { transaction in
            try transaction.all(
                """
                SELECT number, revision FROM moderation_case
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND kind = 'comment' AND subject_id = \(id.text) AND is_open
                """
            )
        }
        let found = try #require(open.first)
        let moderator = try await moderator()
        _ = try await desk.decide(
            decision,
            on: found.number,
            over: found.revision,
            by: moderator
        ).get()
        comments.forget(of: nil)
    }

    /// Lets pages that are kept grow old.
    func wait() { house.clock.advance(by: .seconds(2)) }

    /// Runs one of the jobs as the program would; gives what it says of it.
    func run(_ job: String) async throws -> String? {
        let found = try #require(house.jobs().first { $0.id == job })
        return try await found.run(JobRun(now: house.clock.now))
    }
}

private struct OpenCase: RowReadable {
    let number: Int
    let revision: Int

    init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        revision = try row.next()
    }
}
