import Jobs
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

/// The module in a test house, whose first space has petitions of everybody's.
struct PetitionHouse: Sendable {
    let house: TestHouse
    let petitions: Petitions
    /// Of the first space.
    let settings: SettingValues

    /// `settings` are those of the first space.
    static func run(
        settings: [String: String] = [:],
        budget: NetworkBudget.Terms = NetworkBudget.Terms(free: 1_000_000),
        intakeRuns: Bool = true,
        _ body: (PetitionHouse) async throws -> Void
    ) async throws {
        try await TestHouse.run(
            modules: [Petitions.self],
            budget: budget,
            intakeRuns: intakeRuns
        ) { house in
            if !settings.isEmpty {
                var change = SpaceChange()
                for (name, value) in settings { change.settings[name] = value }
                _ = try await house.tenants.edit(.first, change, in: house.scope()).get()
            }
            try await body(
                PetitionHouse(
                    house: house,
                    petitions: try house.module(Petitions.self),
                    settings: SettingValues(settings)
                )
            )
        }
    }

    var database: Database { house.database }

    /// The terms under which petitions of tests go their way.
    func terms(
        threshold: Int = 100_000,
        supporters: Int = 0,
        contestDays: Int = 30
    ) -> PetitionTerms {
        var terms = PetitionTerms(settings, zone: .brussels)
        terms.threshold = threshold
        terms.supporters = supporters
        terms.contestDays = contestDays
        return terms
    }

    /// A petition that its author has sent in; tests of authors have members, these have none.
    func submit(
        _ title: String = "Night trains to every capital",
        terms: PetitionTerms? = nil,
        in scope: Scope? = nil
    ) async throws -> Petition.ID {
        let scope = scope ?? house.scope()
        let draft = NewPetition(
            author: nil,
            isAuthorShown: false,
            language: "en",
            title: title,
            body: "We ask for one each evening.",
            ask: "law",
            theme: "transport",
            terms: terms ?? self.terms()
        )
        let petitions = self.petitions
        return try await database.write(in: scope, isolation: .lockedRows) { transaction in
            let id = try petitions.begin(draft, in: &transaction)
            let locked = try PetitionStore.lock(id, in: &transaction)
            let submitted = try #require(locked).entering(.submitted, at: transaction.now)
            try PetitionStore.setCourse(submitted, in: &transaction)
            return id
        }
    }

    /// A petition that everybody can sign.
    func publish(
        _ title: String = "Night trains to every capital",
        threshold: Int = 100_000,
        contestDays: Int = 30,
        in scope: Scope? = nil
    ) async throws -> Petition.ID {
        let terms = terms(threshold: threshold, contestDays: contestDays)
        let id = try await submit(title, terms: terms, in: scope)
        try await take("publish", on: id, in: scope)
        return id
    }

    /// Takes a step of staff.
    func take(_ step: String, on id: Petition.ID, in scope: Scope? = nil) async throws {
        _ = try await attempt(step, on: id, in: scope).get()
    }

    func attempt(
        _ step: String,
        on id: Petition.ID,
        in scope: Scope? = nil
    ) async throws -> Result<Workflow.Step, WorkflowEngine.Refusal> {
        let (petitions, scope) = (self.petitions, scope ?? house.scope())
        let taken = try await database.write(in: scope, isolation: .lockedRows) { transaction in
            try petitions.take(
                step,
                on: id,
                as: [.staff(Petitions.manage), .time],
                in: &transaction
            )
        }
        petitions.desk.forget(id, in: scope)
        return taken
    }

    /// Somebody whom a provider knows; the same for the same number.
    static func person(_ number: Int, isAdult: Bool? = true) -> AnonymousPerson {
        let bytes = (0..<32).map { UInt8(truncatingIfNeeded: (number + 1) >> (8 * ($0 % 8))) }
        return AnonymousPerson(key: bytes, isAdult: isAdult)
    }

    /// One of them signs.
    func sign(
        _ id: Petition.ID,
        _ number: Int,
        isAdult: Bool? = true,
        attempt: SendingAttempt? = nil,
        territory: String = "",
        supporter: String = "",
        arrivedAt: Instant? = nil,
        in scope: Scope? = nil
    ) async throws -> Result<String, SignRefusal> {
        let scope = scope ?? house.scope()
        var signing = Petitions.Signing(
            id: id,
            signer: .person(Self.person(number, isAdult: isAdult)),
            attempt: attempt ?? SendingAttempt(house.random),
            zone: .brussels,
            arrivedAt: arrivedAt ?? house.clock.now
        )
        signing.territory = territory
        signing.supporter = supporter
        return try await petitions.sign(signing, in: scope)
    }

    /// One of them takes their signature back.
    func withdraw(
        _ id: Petition.ID,
        _ number: Int,
        in scope: Scope? = nil
    ) async throws -> LedgerWithdrawal.Outcome {
        try await petitions.withdraw(
            .person(Self.person(number)),
            from: id,
            zone: .brussels,
            arrivedAt: house.clock.now,
            in: scope ?? house.scope()
        )
    }

    func find(_ id: Petition.ID, in scope: Scope? = nil) async throws -> Petition {
        let found = try await database.read(in: scope ?? house.scope()) { transaction in
            try PetitionStore.find(id, in: &transaction)
        }
        return try #require(found)
    }

    /// What the ledger holds of it, which is exact.
    func audit(_ id: Petition.ID, in scope: Scope? = nil) async throws -> LedgerAudit {
        let scope = scope ?? house.scope()
        let audit = try await database.read(in: scope) { transaction in
            try LedgerStore.audit(of: scope.subject(of: id), in: &transaction)
        }
        let found = try #require(audit)
        #expect(found.isExact)
        #expect(try await find(id, in: scope).signatures == found.counter + found.adjustment)
        return found
    }

    /// The kinds of its events, with the steps of those that are one.
    func events(_ id: Petition.ID, in scope: Scope? = nil) async throws -> [String] {
        try await database.read(in: scope ?? house.scope()) { transaction in
            try PetitionEventStore.all(of: id, publicOnly: false, in: &transaction)
        }.map { $0.step ?? $0.kind.rawValue }
    }

    /// A second space of the institution, at `causes`: the scope of whoever acts in it.
    func secondSpace() async throws -> Scope {
        var change = SpaceChange()
        change.state = .published
        let space = try await house.tenants.addSpace(
            of: "petitions",
            at: "causes",
            change,
            in: house.scope()
        ).get()
        return house.scope().entering(space.id)
    }

    /// Runs one of the module's jobs now.
    func run(job name: String) async throws -> String? {
        let job = try #require(petitions.jobs.first { $0.id == name })
        return try await job.run(JobRun(now: house.clock.now))
    }

    /// Serves the pages while `body` runs.
    func serve(_ body: (TestSite) async throws -> Void) async throws {
        var options = TestSite.Options()
        options.isDevelopment = true
        try await TestSite.run(house: house, options: options, body)
    }
}
