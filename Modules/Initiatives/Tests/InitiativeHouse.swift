import FoundationEssentials
import Jobs
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing
import Vault
import Web

@testable import Initiatives

/// The module in a test house, with keys of all 27 authorities and one initiative that is open.
struct InitiativeHouse: Sendable {
    let house: TestHouse
    let initiatives: Initiatives
    let authorities: [String: AuthorityPrivateKey]

    static func run(
        ledger: LedgerSettings = .patient,
        budget: NetworkBudget.Terms = NetworkBudget.Terms(free: 1_000_000),
        intakeRuns: Bool = true,
        without: Set<String> = [],
        _ body: (InitiativeHouse) async throws -> Void
    ) async throws {
        try await TestHouse.run(
            modules: [Initiatives.self],
            ledger: ledger,
            budget: budget,
            intakeRuns: intakeRuns
        ) { house in
            let initiatives = try house.module(Initiatives.self)
            var authorities: [String: AuthorityPrivateKey] = [:]
            for state in initiatives.stateCodes where !without.contains(state) {
                let key = AuthorityPrivateKey()
                authorities[state] = key
                for tenant in [Tenant.ID.eci, .other] {
                    _ = try await initiatives.registerAuthority(
                        try #require(key.publicKey),
                        of: state,
                        in: house.scope(tenant)
                    )
                }
            }
            let site = InitiativeHouse(
                house: house,
                initiatives: initiatives,
                authorities: authorities
            )
            try await site.register("2026-000001", from: -30, to: 30)
            try await body(site)
        }
    }

    /// Registers an initiative whose collection begins and ends so many days from today; without
    /// reported counts nobody knows how many supported it.
    func register(
        _ id: String,
        from: Int = -30,
        to: Int = 30,
        title: String = "More benches in parks",
        objectives: String = "A bench for everyone.",
        isShortened: Bool = false,
        stage: Stage = .scheduled,
        reported: [String: Int]? = [:],
        tenant: Tenant.ID = .eci,
        in scope: Scope? = nil
    ) async throws {
        let today = CivilZone.brussels.date(at: house.clock.now)
        let initiative = Initiative(
            id: try #require(Initiative.ID(id)),
            title: title,
            objectives: objectives,
            isShortened: isShortened,
            annex: nil,
            language: "en",
            stage: stage,
            period: CollectionPeriod(
                firstDay: today.adding(days: from),
                lastDay: today.adding(days: to)
            ),
            registeredOn: today.adding(days: from - 60),
            answeredOn: nil,
            registerAddress: "https://example.org/register",
            presentation: Initiative.Presentation(),
            reportedTotal: reported.map { $0.values.reduce(0, +) },
            wrappedFingerprintKey: nil
        )
        _ = try await initiatives.register(
            [(initiative, reported ?? [:])],
            in: scope ?? house.scope(tenant)
        )
    }

    /// Runs the job by which collections are closed.
    func close() async throws -> String? {
        let job = try #require(initiatives.jobs.first { $0.id == "initiatives.close" })
        return try await job.run(JobRun(now: house.clock.now))
    }

    func details(
        _ id: String = "2026-000001",
        tenant: Tenant.ID = .eci
    ) async throws
        -> InitiativeDetails?
    {
        try await initiatives.show(
            try #require(Initiative.ID(id)),
            in: house.scope(tenant)
        )
    }

    /// What is counted, with what the register reported; pages show it a minute later at most.
    func total(_ id: String = "2026-000001", tenant: Tenant.ID = .eci) async throws -> Int {
        let reported = try #require(try await details(id, tenant: tenant)).initiative.reportedTotal
        return try await audit(id, tenant: tenant).counter + (reported ?? 0)
    }

    /// A second space of the institution, at `causes`: the scope of whoever acts in it.
    func secondSpace() async throws -> Scope {
        var change = SpaceChange()
        change.state = .published
        let space = try await house.tenants.addSpace(
            of: "initiatives",
            at: "causes",
            change,
            in: house.scope()
        ).get()
        return house.scope().entering(space.id)
    }

    /// Moves the clock on until everything that is counted is shown.
    func showCounts() {
        house.clock.advance(by: .milliseconds(Limits.ledgerShown))
    }

    func audit(
        _ id: String = "2026-000001",
        tenant: Tenant.ID = .eci
    ) async throws -> LedgerAudit {
        let scope = house.scope(tenant)
        let item = scope.subject(of: try #require(Initiative.ID(id)))
        let audit = try await house.host.database.read(in: scope) { transaction in
            try LedgerStore.audit(of: item, in: &transaction)
        }
        let found = try #require(audit)
        #expect(found.isExact)
        return found
    }

    /// Serves the pages while `body` runs.
    func serve(
        options: TestSite.Options = TestSite.Options(),
        _ body: (TestSite) async throws -> Void
    ) async throws {
        try await TestSite.run(
            house: house,
            options: options,
            body
        )
    }
}

/// People who sign in tests; none of them exists.
enum People {
    /// Somebody of each state, with the state's own sample number.
    static func form(
        _ state: MemberState,
        number: String? = nil,
        firstNames: String = "Ada Maria"
    ) -> [(String, String)] {
        var form = [
            ("state", state.code), ("first-names", firstNames), ("family-names", "Löwe-Żak"),
            ("certify", "yes"),
        ]
        switch state.form {
        case .residence:
            form += [
                ("birth-day", "27"), ("birth-month", "3"), ("birth-year", "1985"),
                ("street", "Rue Haute"), ("house-number", "3 bis"), ("city", "Žilina"),
                ("postal-code", state.postalCodeExample ?? ""), ("country", state.code),
            ]
        case .number:
            form += [
                ("number-kind", state.numbers[0].key),
                ("number", number ?? state.numbers[0].example),
            ]
        }
        return form
    }
}
