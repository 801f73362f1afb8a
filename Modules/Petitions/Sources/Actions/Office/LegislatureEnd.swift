import Audit
import Kernel
import Spaces
import Storage

/// What becomes of petitions when a legislature ends, as the institution decides it for each part of their way.
struct LegislaturePlan: Sendable, Hashable {
    enum Part: String, Sendable, CaseIterable {
        /// Those of which it is not decided whether they are published.
        case admission
        /// Those that are signed.
        case collection
        /// Those that wait for an answer.
        case answer
        /// Those that are over.
        case ended

        var stages: [Stage] {
            switch self {
            case .admission: [.gathering, .submitted, .correction]
            case .collection: [.collecting, .paused]
            case .answer: [.reached, .takenUp, .examination]
            case .ended: [.refused, .expired, .joined, .withdrawn, .decided]
            }
        }

        /// What can become of them.
        var fates: [Fate] { self == .ended ? [.keep, .archive] : [.keep, .carry, .stop] }
    }

    enum Fate: String, Sendable, CaseIterable {
        /// They stay as they are.
        case keep
        /// They go on in the next one, and whoever decides about them has a whole period again.
        case carry
        /// They end here, and are archived.
        case stop
        case archive
    }

    /// The name of the one that ends.
    let legislature: String
    let fates: [Part: Fate]
    /// Why, for everybody to read.
    let texts: [String: String]

    func fate(of part: Part) -> Fate { fates[part] ?? .keep }

    /// In which stages a petition has this fate.
    func stages(of fate: Fate) -> [Stage] {
        Part.allCases.filter { self.fate(of: $0) == fate }.flatMap(\.stages)
    }
}

extension Petitions {
    static let carried: AuditAction = "petition-carried-over"

    /// How many petitions each part of the way has now.
    func legislatureParts(in scope: Scope) async throws -> [LegislaturePlan.Part: Int] {
        try await host.database.read(in: scope) { transaction in
            let stages = LegislaturePlan.Part.allCases.flatMap(\.stages)
            let counts = try PetitionStore.counts(of: stages, in: &transaction)
            return Dictionary(
                uniqueKeysWithValues: LegislaturePlan.Part.allCases.map { part in
                    (part, part.stages.reduce(0) { $0 + counts[$1, default: 0] })
                }
            )
        }
    }

    /// Does what was decided with as many petitions as one request moves, each in a transaction of its own; gives
    /// how many, and whether any are left.
    ///
    /// Throws `OfficeRefusal` where a step is not theirs to take: what was moved before stays moved.
    func end(
        _ plan: LegislaturePlan,
        in scope: Scope
    ) async throws -> (moved: Int, isDone: Bool) {
        defer { forget(of: [scope.tenant]) }
        var moved = 0
        for fate in [LegislaturePlan.Fate.stop, .archive, .carry] {
            let stages = plan.stages(of: fate)
            let left = Limits.petitionsMoved + 1 - moved
            let ids = try await host.database.read(in: scope) { transaction in
                try PetitionStore.ids(
                    in: stages,
                    outside: plan.legislature,
                    limit: left,
                    in: &transaction
                )
            }
            for id in ids {
                guard moved < Limits.petitionsMoved else { return (moved, false) }
                try await end(id, plan, fate, in: scope)
                moved += 1
            }
        }
        return (moved, true)
    }

    private func end(
        _ id: Petition.ID,
        _ plan: LegislaturePlan,
        _ fate: LegislaturePlan.Fate,
        in scope: Scope
    ) async throws {
        let stages = plan.stages(of: fate)
        try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            // Somebody may have moved it meanwhile.
            guard let petition = try PetitionStore.lock(id, in: &transaction),
                stages.contains(petition.stage)
            else { return }
            guard fate != .carry else {
                return try self.carry(petition, plan, in: &transaction)
            }
            let taken = try self.take(
                fate == .stop ? "stop" : "archive",
                on: id,
                as: [.staff(Self.manage)],
                telling: NewPetitionEvent(.step, texts: plan.texts),
                in: &transaction
            ) { $0.legislature = plan.legislature }
            // Else it would have the legislature without its end, and nobody would come to it again.
            if case .failure(let refusal) = taken { throw OfficeRefusal.workflow(refusal) }
            guard let moved = try PetitionStore.find(id, in: &transaction) else { return }
            try PetitionStore.index(moved, in: &transaction)
        }
    }

    /// It stays where it is, and whoever has to decide has as long again.
    private func carry(
        _ petition: Petition,
        _ plan: LegislaturePlan,
        in transaction: inout Transaction
    ) throws {
        var next = petition
        next.legislature = plan.legislature
        switch petition.stage {
        case .submitted:
            next.dueAt = PetitionTerms.days(petition.terms.admissibilityDays, from: transaction.now)
        case .correction:
            next.dueAt = PetitionTerms.days(petition.terms.correctionDays, from: transaction.now)
        default: break
        }
        try PetitionStore.setCourse(next, in: &transaction)
        let event = NewPetitionEvent(.note, texts: plan.texts, isPublic: petition.isPublic)
        try events.record(event, on: petition.id, in: &transaction)
        let note = AuditNote(
            Self.carried,
            of: .petition,
            petition.id.text,
            after: ["legislature": plan.legislature]
        )
        try host.audit.note(note, in: &transaction)
    }
}
