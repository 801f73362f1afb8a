import Jobs
import Kernel
import Spaces
import Storage

/// Lets everything that is planned happen, one instant after the other.
struct DemoSeed: Sendable {
    /// With an intake of its own, whose clock is the one below.
    let petitions: Petitions
    let plan: DemoPlan
    let clock: DemoClock

    /// Gives how many have signed.
    func run(in scope: Scope) async throws -> Int {
        var signed = 0
        for moment in plan.moments {
            clock.set(moment.at)
            let then = Scope(
                tenant: scope.tenant,
                space: scope.space,
                actor: .server,
                now: moment.at
            )
            if !moment.turns.isEmpty {
                let seed = self
                try await petitions.host.database.write(
                    in: then,
                    isolation: .lockedRows
                ) { transaction in
                    for turn in moment.turns { try seed.take(turn, in: &transaction) }
                }
                petitions.forget(of: [scope.tenant])
            }
            signed += try await sign(moment.crowds, in: then)
        }
        return signed
    }

    /// What happens to one petition, in the transaction of all that happens then.
    private func take(_ turn: DemoPlan.Turn, in transaction: inout Transaction) throws {
        let id = turn.id
        guard let step = turn.step else { return try end(id, in: &transaction) }
        switch step.name {
        case "draft": try begin(turn.petition, as: id, in: &transaction)
        case "tell":
            _ = try PetitionStore.lock(id, in: &transaction)
            let told = event(of: step, at: transaction.now)
            try petitions.events.record(told, on: id, in: &transaction)
        case "gather", "submit", "submit-again", "withdraw":
            try go(on: id, by: step.name, in: &transaction)
        default: try decide(step, on: id, in: &transaction)
        }
    }

    private func begin(
        _ demo: DemoPetition,
        as id: Petition.ID,
        in transaction: inout Transaction
    ) throws {
        let draft = NewPetition(
            author: nil,
            isAuthorShown: false,
            language: plan.language,
            title: demo.title,
            body: (demo.body + [plan.label]).joined(separator: "\n\n"),
            ask: demo.ask,
            theme: demo.theme,
            terms: terms(of: demo)
        )
        guard try petitions.begin(draft, in: &transaction) == id else {
            throw StorageError(.other, "petitions of the demonstration have other numbers")
        }
    }

    private func terms(of demo: DemoPetition) -> PetitionTerms {
        var terms = plan.terms
        terms.supporters = demo.supporters ?? 0
        return terms
    }

    /// What an author does: there is none in a demonstration, so no account takes the step.
    private func go(
        on id: Petition.ID,
        by name: String,
        in transaction: inout Transaction
    ) throws {
        guard var petition = try PetitionStore.lock(id, in: &transaction) else { return }
        let steps = Petition.workflow.steps(from: petition.stage, for: [.author])
        guard let step = steps.first(where: { $0.name == name }) else {
            throw WorkflowEngine.Refusal.notAllowed(from: petition.stage)
        }
        if step.to == .gathering {
            petition.supportersHash = petitions.supportersHash(of: id, in: transaction.scope)
        }
        let next = petition.entering(step.to, at: transaction.now)
        try PetitionStore.setCourse(next, in: &transaction)
        if step.to == .gathering { try Petitions.collect(id.text, in: &transaction) }
        if step.to == .withdrawn { try Petitions.close(id.text, in: &transaction) }
        if let due = next.keyDueAt { try PetitionClosing.agenda.note(due, in: &transaction) }
        let told = NewPetitionEvent(.step)
        try petitions.events.record(told, of: step, on: id, in: &transaction)
        try petitions.weighing.weigh(id, in: &transaction)
    }

    /// A step of the institution.
    private func decide(
        _ step: DemoStep,
        on id: Petition.ID,
        in transaction: inout Transaction
    ) throws {
        var wish = Petitions.StepWish()
        wish.texts = texts(of: step)
        wish.reason = step.reason
        wish.isTextHidden = step.isTextHidden == true
        wish.decision = step.decision
        if step.decision != nil { wish.day = plan.day(of: transaction.now) }
        wish.target = plan.id(of: step.joins)
        wish.legislature = step.legislature
        _ = try petitions.take(
            step.name,
            on: id,
            as: [.staff(Petitions.manage)],
            terms: plan.terms,
            telling: Petitions.event(of: wish),
            in: &transaction
        ) { Petitions.set(wish, of: step.name, in: &$0) }.get()
    }

    /// Its days are over: what was reached is examined.
    private func end(_ id: Petition.ID, in transaction: inout Transaction) throws {
        guard let petition = try PetitionStore.lock(id, in: &transaction) else { return }
        let step: String
        switch petition.stage {
        case .collecting: step = "expire"
        case .reached: step = "close"
        default: return
        }
        _ = try petitions.take(step, on: id, as: [.time], in: &transaction).get()
    }

    private func event(of step: DemoStep, at now: Instant) -> NewPetitionEvent {
        NewPetitionEvent(
            step.kind.flatMap { PetitionEvent.Kind(rawValue: $0) } ?? .note,
            texts: texts(of: step),
            day: plan.day(of: now)
        )
    }

    private func texts(of step: DemoStep) -> [String: String] {
        step.text.map { [plan.language: $0] } ?? [:]
    }

    /// Fictitious people sign, many at once, as a crowd does; gives how many.
    private func sign(_ crowds: [DemoPlan.Crowd], in scope: Scope) async throws -> Int {
        let people = crowds.flatMap { crowd in crowd.people.map { (id: crowd.id, number: $0) } }
        let petitions = self.petitions
        return try await withThrowingTaskGroup(of: Int.self) { group in
            for writer in 0..<min(Self.writers, people.count) {
                group.addTask {
                    var signed = 0
                    for index in stride(from: writer, to: people.count, by: Self.writers) {
                        let (id, number) = people[index]
                        var signing = Petitions.Signing(
                            id: id,
                            signer: .person(Self.person(number, of: id)),
                            attempt: SendingAttempt(petitions.host.random),
                            zone: .brussels,
                            arrivedAt: scope.now
                        )
                        // First supporters came by the author's link.
                        signing.isTrusted = true
                        _ = try await petitions.sign(signing, in: scope).get()
                        signed += 1
                    }
                    return signed
                }
            }
            return try await group.reduce(0, +)
        }
    }

    /// The same for the same number, always; no provider gives such a key.
    private static func person(_ number: Int, of id: Petition.ID) -> AnonymousPerson {
        let bytes = [id.number, number].flatMap { part in
            (0..<16).map { UInt8(truncatingIfNeeded: part >> (8 * ($0 % 8))) }
        }
        return AnonymousPerson(key: bytes, isAdult: true)
    }

    private static let writers = 256
}
