import FoundationEssentials
package import Kernel
import Ledger
import Spaces

/// Fills a site with the register's history and three initiatives around today.
///
/// Everything goes through the module's own actions, so that the demonstration shows what the
/// program does and nothing else.
package struct DemoSeed: Sendable {
    private let initiatives: Initiatives

    package init(initiatives: Initiatives) {
        self.initiatives = initiatives
    }

    private struct Pages: Decodable {
        let upcoming: String
        let open: String
        let closed: String
        let pages: [String: Initiative.Presentation]
    }

    /// What the demonstration needs to know of itself: how many people have signed.
    package struct Outcome: Sendable {
        package let added: Int
        package let signed: Int
    }

    /// Registers what is missing, moves the three initiatives around today, and lets fictitious
    /// citizens sign the two that are or were open.
    ///
    /// Running it again changes only dates that have passed.
    package func run(signatures: Int, in scope: Scope) async throws -> Outcome {
        let register = try RegisterImport(json: initiatives.host.seed("demo/eci/register.json"))
        let pages = try JSONDecoder().decode(
            Pages.self,
            from: Data(initiatives.host.seed("demo/eci/open.json"))
        )
        let roles = [pages.upcoming: Role.upcoming, pages.open: .open, pages.closed: .closed]
        let today = CivilZone.brussels.date(at: scope.now)
        let records = try register.initiatives.map { record in
            let initiative = try record.initiative(presentation: pages.pages[record.id])
            guard let role = roles[record.id] else { return (initiative, record.reported ?? [:]) }
            let period = role.period(around: today)
            let reported = role == .open ? paper(for: period) : [:]
            return (initiative.moved(to: period, reported: reported), reported)
        }
        let added = try await initiatives.register(records, in: scope)
        for (number, role) in roles {
            try await refresh(number, role, today: today, in: scope)
        }
        guard added > 0 else { return Outcome(added: 0, signed: 0) }
        let open = try await sign(pages.open, count: signatures, in: scope)
        let closed = try await sign(pages.closed, count: signatures / 2, in: scope)
        return Outcome(added: added, signed: open + closed)
    }

    /// What an initiative of the demonstration shows.
    enum Role {
        case upcoming
        case open
        case closed

        func period(around today: CivilDate) -> CollectionPeriod {
            let first =
                switch self {
                case .upcoming: today.adding(days: 30)
                case .open: today.adding(days: -100)
                case .closed: today.adding(months: -13)
                }
            return CollectionPeriod(firstDay: first, lastDay: CollectionPeriod.lastDay(from: first))
        }

        var state: InitiativeState {
            switch self {
            case .upcoming: .upcoming
            case .open: .open
            case .closed: .closed
            }
        }
    }

    /// What organisers might have reported from paper and elsewhere: a share of each minimum, so
    /// that the map and the square have something to show.
    private func paper(for period: CollectionPeriod) -> [String: Int] {
        let shares = [96, 41, 12, 118, 57, 83, 9, 131, 66, 28, 104, 73, 35, 122, 49, 88, 17, 61]
        let states = initiatives.memberStates.all
        let counts = states.enumerated().compactMap { index, state in
            state.threshold(registeredOn: period.firstDay.adding(months: -2)).map { minimum in
                (state.code, minimum * shares[index % shares.count] / 100)
            }
        }
        return Dictionary(counts, uniquingKeysWith: { first, _ in first })
    }

    private func refresh(
        _ number: String,
        _ role: Role,
        today: CivilDate,
        in scope: Scope
    ) async throws {
        guard let id = Initiative.ID(number), let found = try await initiatives.show(id, in: scope),
            found.initiative.stage == .scheduled,
            found.initiative.state(at: scope.now) != role.state
        else { return }
        try await initiatives.reschedule(id, to: role.period(around: today), in: scope)
    }

    /// Fictitious citizens, spread over states as populations are and over days as campaigns go.
    private func sign(_ number: String, count: Int, in scope: Scope) async throws -> Int {
        guard let id = Initiative.ID(number),
            let details = try await initiatives.show(id, in: scope),
            let period = details.initiative.period
        else { return 0 }
        let crowd = DemoCrowd(
            memberStates: initiatives.memberStates,
            period: period,
            until: scope.now
        )
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for part in 0..<Self.writers {
                group.addTask {
                    var signed = 0
                    for index in stride(from: part, to: count, by: Self.writers) {
                        let (statement, instant) = crowd.citizen(index)
                        let outcome = try await initiatives.support(
                            id,
                            state: statement.state,
                            with: .plain(statement),
                            arrivedAt: instant,
                            in: scope
                        )
                        if case .success = outcome { signed += 1 }
                    }
                    return signed
                }
            }
            return try await group.reduce(0, +)
        }
    }

    private static let writers = 64
}

extension Initiative {
    /// The same initiative with a period around today, registered two months before it.
    fileprivate func moved(
        to period: CollectionPeriod,
        reported: [String: Int]
    ) -> Initiative {
        Initiative(
            id: id,
            title: title,
            objectives: objectives,
            isShortened: isShortened,
            annex: annex,
            language: language,
            stage: .scheduled,
            period: period,
            registeredOn: period.firstDay.adding(months: -2),
            answeredOn: nil,
            registerAddress: registerAddress,
            presentation: presentation,
            reportedTotal: reported.values.reduce(0, +),
            wrappedFingerprintKey: nil
        )
    }
}
