import Credentials
import Jobs
import Kernel
import Mail
import Storage
import TestSupport
import Testing
import Web

@testable import Accounts
@testable import Moderation
@testable import Spaces

/// Two spaces of the small module in one institution, people who write in them, and people who moderate them.
struct ModerationHouse {
    let house: TestHouse
    let suggestions: Suggestions
    let desk: ModerationDesk

    static func run(
        _ settings: [String: String] = ["review": "after", "waiting": "0"],
        _ body: (ModerationHouse) async throws -> Void
    ) async throws {
        try await TestHouse.run(modules: [Suggestions.self], intakeRuns: false) { house in
            var change = SpaceChange()
            change.state = .published
            _ = try await house.tenants.addSpace(
                of: "suggestions",
                at: "ideas",
                change,
                in: house.scope()
            ).get()
            let suggestions = try house.module(Suggestions.self)
            let own = ModerationHouse(
                house: house,
                suggestions: suggestions,
                desk: house.host.moderation.desk(house.host.directory(of: [suggestions]))
            )
            try await own.set(settings)
            try await body(own)
        }
    }

    var now: Instant { house.clock.now }
    var database: Database { house.database }
    var moderation: Moderation { desk.moderation }

    /// Sets what both spaces do.
    func set(_ settings: [String: String]) async throws {
        for space in 1...2 {
            var change = SpaceChange()
            change.settings = settings.mapValues { Optional($0) }
            _ = try await house.tenants.edit(Space.ID(space), change, in: site()).get()
        }
    }

    /// Of the institution, as somebody acts there; nobody but the server when nobody is named.
    func site(_ actor: Actor = .server, at tenant: Tenant.ID = .eci) -> Scope {
        Scope(tenant: tenant, actor: actor, now: now)
    }

    /// Somebody who has an account.
    func member(
        _ name: String,
        _ language: LanguageTag = .english,
        at tenant: Tenant.ID = .eci
    ) async throws -> Member.ID {
        let accounts = house.accounts
        let id = Member.ID(at: now, random: house.random)
        let email = try EmailAddress(typed: "\(name.lowercased())@example.org")
        try await database.write(in: site(at: tenant)) { transaction in
            let member = Member(id: id, name: name, language: language)
            let made = try accounts.make(member, email: email, in: &transaction)
            try #require(made != nil)
        }
        return id
    }

    /// Somebody who decides.
    func moderator(
        _ name: String,
        _ reach: Moderator.Reach = .everywhere
    ) async throws -> Moderator {
        moderator(try await member(name), reach)
    }

    /// The same, now.
    func moderator(_ id: Member.ID, _ reach: Moderator.Reach = .everywhere) -> Moderator {
        let scope = Scope(tenant: .eci, actor: .member(id), now: now, isOfStaff: true)
        return Moderator(scope: scope, reach: reach)
    }

    /// What becomes of what somebody suggests.
    func suggest(
        _ text: String,
        by author: Member.ID,
        in space: Int = 1
    ) async throws -> Suggestions.Filing {
        let scope = Scope(tenant: .eci, space: Space.ID(space), actor: .member(author), now: now)
        return try await suggestions.add(text, try await settings(of: space), in: scope)
    }

    /// Something that everybody sees.
    func seen(
        _ text: String,
        by author: Member.ID,
        in space: Int = 1
    ) async throws -> Subject {
        let filing = try await suggest(text, by: author, in: space)
        guard case .seen(let number) = filing else {
            Issue.record("it is not seen: \(filing)")
            return subject("0", in: space)
        }
        return subject(String(number), in: space)
    }

    func settings(of space: Int) async throws -> SettingValues {
        let site = try await house.tenants.all().first { $0.tenant.id == .eci }
        return site?.spaces.first { $0.id == Space.ID(space) }?.settings ?? SettingValues()
    }

    func subject(_ id: String, in space: Int = 1) -> Subject {
        Subject(space: Space.ID(space), kind: .suggestion, id: id)
    }

    /// Whether people see it, by what its module keeps.
    func isShown(_ subject: Subject) async throws -> Bool {
        let scope = Scope(tenant: .eci, space: subject.space, actor: .server, now: now)
        let found = try await database.read(in: scope) { transaction in
            try SuggestionStore.find(subject.id, in: &transaction)
        }
        return found.map { !$0.isHidden } ?? false
    }

    func standing(_ subject: Subject) async throws -> SubjectStanding? {
        try await database.read(in: site()) { [moderation] transaction in
            try moderation.standings(of: [subject], in: &transaction)[subject]
        }
    }

    /// What waits, in the order of what came first.
    func queue(_ moderator: Moderator) async throws -> [ModerationCase] {
        try await desk.queue(CaseFilter(order: .oldest), at: nil, for: moderator).rows.map(\.item)
    }

    /// Does what one job has to do now.
    func run(_ job: String) async throws {
        let found = try #require(house.jobs().first { $0.id == job })
        _ = try await found.run(JobRun(now: now))
    }
}

extension Decision {
    /// Against the rules of the institution, with all that is needed.
    static func restriction(
        _ action: Action,
        extent: Extent = .contribution,
        until: Instant? = nil,
        label: String? = nil,
        facts: String = "It calls people names.",
        explanation: String = "Insults do not belong here.",
        language: LanguageTag = .english
    ) -> Decision {
        Decision(
            action,
            ground: Ground(
                kind: .incompatible,
                reference: "Rules, part 1",
                explanation: explanation
            ),
            category: .illegalSpeech,
            facts: facts,
            extent: extent,
            until: until,
            label: label,
            language: language
        )
    }

    static let publishing = Decision(.publish)
    static let hiding = restriction(.hide)
}
