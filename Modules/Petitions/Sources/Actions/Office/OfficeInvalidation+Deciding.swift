import Audit
import Kernel
import Ledger
import Spaces
import Storage

/// A second person agrees, or does not; what was kept out can be counted again, and everybody reads both.
extension Petitions {
    enum DecisionRefusal: Error, Equatable, Sendable {
        case notFound
        /// Somebody else has decided it meanwhile.
        case changedMeanwhile
        /// Whoever proposed it does not agree to it.
        case own
        /// More would be kept out than is counted.
        case belowNothing
    }

    /// Keeps what was proposed out of what is counted, on behalf of somebody else than who proposed it.
    func approve(
        _ number: Int,
        of id: Petition.ID,
        in scope: Scope,
        zone: CivilZone
    ) async throws -> Result<Void, DecisionRefusal> {
        guard let proposed = try await find(number, of: id, in: scope) else {
            return .failure(.notFound)
        }
        guard proposed.state == .proposed else { return .failure(.changedMeanwhile) }
        guard scope.actor.memberID != nil, proposed.proposedBy != scope.actor.memberID else {
            return .failure(.own)
        }
        return try await decide(
            proposed,
            of: id,
            to: .approved,
            isHeld: true,
            telling: proposed.reasons,
            in: scope,
            zone: zone
        )
    }

    /// Counts again what was kept out, with the reason.
    func undo(
        _ number: Int,
        of id: Petition.ID,
        reasons: [String: String],
        in scope: Scope,
        zone: CivilZone
    ) async throws -> Result<Void, DecisionRefusal> {
        guard let approved = try await find(number, of: id, in: scope) else {
            return .failure(.notFound)
        }
        guard approved.state == .approved else { return .failure(.changedMeanwhile) }
        return try await decide(
            approved,
            of: id,
            to: .undone,
            isHeld: false,
            telling: reasons,
            in: scope,
            zone: zone
        )
    }

    /// Leaves counted what was proposed: nothing moves, and nobody outside reads of it.
    func reject(
        _ number: Int,
        of id: Petition.ID,
        in scope: Scope
    ) async throws -> Result<Void, DecisionRefusal> {
        let audit = host.audit
        return try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            _ = try PetitionStore.lock(id, in: &transaction)
            let found = try PetitionInvalidationStore.lock(number, of: id, in: &transaction)
            guard var invalidation = found else { return .failure(.notFound) }
            let before = invalidation.state
            guard before == .proposed || before == .gathering else {
                return .failure(.changedMeanwhile)
            }
            invalidation.state = .rejected
            invalidation.decidedBy = transaction.actor.memberID
            invalidation.decidedAt = transaction.now
            try PetitionInvalidationStore.set(invalidation, of: id, in: &transaction)
            let note = Self.note(Self.invalidationDecided, invalidation, on: id, before: before)
            try audit.note(note, in: &transaction)
            return .success(())
        }
    }

    private func find(
        _ number: Int,
        of id: Petition.ID,
        in scope: Scope
    ) async throws -> PetitionInvalidation? {
        try await host.database.read(in: scope) { transaction in
            try PetitionInvalidationStore.all(of: id, in: &transaction)
                .first { $0.number == number }
        }
    }

    /// Moves the count with everything that follows from it, in one transaction: lists, thresholds, the event.
    private func decide(
        _ seen: PetitionInvalidation,
        of id: Petition.ID,
        to state: PetitionInvalidation.State,
        isHeld: Bool,
        telling reasons: [String: String],
        in scope: Scope,
        zone: CivilZone
    ) async throws -> Result<Void, DecisionRefusal> {
        let (audit, events) = (host.audit, self.events)
        let decisions = seen.anomalies.map { anomaly in
            LedgerDecision(
                item: scope.subject(of: id),
                anomaly: anomaly,
                isHeld: isHeld,
                day: zone.date(at: scope.now),
                decidedBy: scope.actor.memberID,
                // For colleagues: what is said in the first of the languages.
                reason: reasons.said()?.text ?? ""
            )
        }
        do {
            let outcome = try await host.ledger.decide(decisions, in: scope) {
                change,
                transaction in
                let found = try PetitionInvalidationStore.lock(
                    seen.number,
                    of: id,
                    in: &transaction
                )
                guard var invalidation = found, invalidation.state == seen.state else {
                    throw DecisionRefusal.changedMeanwhile
                }
                invalidation.state = state
                invalidation.decidedBy = transaction.actor.memberID
                invalidation.decidedAt = transaction.now
                try PetitionInvalidationStore.set(invalidation, of: id, in: &transaction)
                try PetitionStore.show(change, of: id, in: &transaction)
                let event = NewPetitionEvent(.correction, count: change, texts: reasons)
                try events.record(event, on: id, in: &transaction)
                try audit.note(
                    Self.note(Self.invalidationDecided, invalidation, on: id, before: seen.state),
                    in: &transaction
                )
            }
            forget(of: [scope.tenant])
            switch outcome {
            case .done: return .success(())
            case .unchanged: return .failure(.changedMeanwhile)
            case .belowNothing: return .failure(.belowNothing)
            case .absent: return .failure(.notFound)
            }
        } catch let refusal as DecisionRefusal {
            return .failure(refusal)
        }
    }
}
