package import Kernel
import Spaces
import Storage

/// What the demonstration shows of petitions: fictitious ones in different states, with signatures of people who do
/// not exist.
extension Petitions {
    /// Adds what is missing through the module's own actions; gives how many that were.
    package func addDemonstration(crowd: Int, in scope: Scope) async throws -> Int {
        let isNew = try await host.database.read(in: scope) { transaction in
            try PetitionStore.find(DemoPetition.first, in: &transaction) == nil
        }
        guard isNew else { return 0 }
        for petition in DemoPetition.all { try await add(petition, crowd: crowd, in: scope) }
        return DemoPetition.all.count
    }

    private func add(_ demo: DemoPetition, crowd: Int, in scope: Scope) async throws {
        let begun = scope.at(days: -demo.daysAgo)
        var terms = PetitionTerms(SettingValues(), zone: .brussels)
        if demo.isReached { terms.threshold = max(1, crowd / 4) }
        let draft = NewPetition(
            author: nil,
            isAuthorShown: false,
            language: "en",
            title: demo.title,
            body: demo.body,
            ask: "law",
            theme: demo.theme,
            terms: terms
        )
        let id = try await host.database.write(in: begun, isolation: .lockedRows) { transaction in
            try begin(draft, publishing: demo.end != .refused, in: &transaction)
        }
        let signed = demo.end == .refused ? 0 : crowd / demo.share
        try await sign(id, count: signed, over: demo.daysAgo, in: scope)
        if demo.end == .decided { try await decide(id, in: scope) }
    }

    /// Adds a petition as if its author had sent it in, and publishes it or does not.
    private func begin(
        _ draft: NewPetition,
        publishing: Bool,
        in transaction: inout Transaction
    ) throws -> Petition.ID {
        let id = try begin(draft, in: &transaction)
        guard let petition = try PetitionStore.lock(id, in: &transaction) else { return id }
        let submitted = petition.entering(.submitted, at: transaction.now)
        try PetitionStore.setCourse(submitted, in: &transaction)
        _ = try take(
            publishing ? "publish" : "refuse",
            on: id,
            as: [.staff(Self.manage)],
            in: &transaction
        ) { petition in
            guard !publishing else { return }
            petition.refusal = Petition.Refusal(
                reason: "duplicate",
                texts: [:],
                isTextHidden: false
            )
        }.get()
        return id
    }

    /// Fictitious people, more of them at the beginning than later.
    private func sign(_ id: Petition.ID, count: Int, over days: Int, in scope: Scope) async throws {
        let span = Int64(days) * Instant.millisecondsPerDay
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<Self.writers {
                group.addTask {
                    for index in stride(from: part, to: count, by: Self.writers) {
                        let place = Int64(index) * Int64(index) / Int64(max(1, count))
                        let ago = span - span * place / Int64(max(1, count))
                        let arrivedAt = scope.now.adding(.milliseconds(-max(1, ago)))
                        _ = try await self.sign(
                            Signing(
                                id: id,
                                signer: .person(DemoPetition.person(index, of: id)),
                                attempt: SendingAttempt(host.random),
                                zone: .brussels,
                                arrivedAt: arrivedAt
                            ),
                            in: scope
                        )
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func decide(_ id: Petition.ID, in scope: Scope) async throws {
        let day = CivilZone.brussels.date(at: scope.now)
        for step in ["take-up", "decide"] {
            try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
                _ = try take(step, on: id, as: [.staff(Self.manage)], in: &transaction) {
                    guard step == "decide" else { return }
                    $0.decision = Petition.Decision(
                        kind: "mission",
                        day: day.daysSinceEpoch,
                        url: nil,
                        texts: ["en": "A committee looks into it, and reports within six months."]
                    )
                }.get()
            }
        }
    }

    private static let writers = 64
}

extension Scope {
    /// The same so many days from now.
    fileprivate func at(days: Int) -> Scope {
        let then = now.adding(.milliseconds(Int64(days) * Instant.millisecondsPerDay))
        return Scope(tenant: tenant, space: space, actor: actor, now: then)
    }
}

/// A petition of the demonstration.
private struct DemoPetition: Sendable {
    enum End: Sendable {
        case open
        case decided
        case refused
    }

    let title: String
    let body: String
    let theme: String
    let daysAgo: Int
    /// How small a part of the crowd signs it.
    let share: Int
    var isReached = false
    var end = End.open

    static let first: Petition.ID = {
        guard let id = Petition.ID(1) else { preconditionFailure("1 is a number of a petition") }
        return id
    }()

    static let all = [
        DemoPetition(
            title: "Night trains to every capital",
            body: """
                People who want to travel without flying need a train in the evening and a bed in it.

                We ask for one night train a day to each neighbouring capital.
                """,
            theme: "transport",
            daysAgo: 90,
            share: 2,
            isReached: true
        ),
        DemoPetition(
            title: "A drinking fountain in every square",
            body: """
                Summers are hotter, and water in bottles is dear and makes waste.

                We ask for a fountain in each square that has room for a bench.
                """,
            theme: "environment",
            daysAgo: 20,
            share: 20
        ),
        DemoPetition(
            title: "Music lessons in every primary school",
            body: """
                Half of all children learn an instrument only where their parents can pay for it.

                We ask for an hour of music a week, for everybody.
                """,
            theme: "education",
            daysAgo: 150,
            share: 10,
            end: .decided
        ),
        DemoPetition(
            title: "Night trains to all capitals",
            body: "Trains at night are missed. We ask for more of them.",
            theme: "transport",
            daysAgo: 60,
            share: 1,
            end: .refused
        ),
    ]

    /// The same for the same index, always; nobody has such a key.
    static func person(_ index: Int, of id: Petition.ID) -> AnonymousPerson {
        let numbers = [id.number, index]
        let bytes = numbers.flatMap { number in
            (0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * ($0 % 8))) }
        }
        return AnonymousPerson(key: bytes, isAdult: true)
    }
}
