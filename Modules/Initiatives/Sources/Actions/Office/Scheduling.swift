import Audit
import Kernel
import Ledger
import Spaces
import Storage

extension Initiatives {
    /// Gives an initiative a period of collection, or another one with the reason that everybody reads.
    ///
    /// A collection that was closed goes on when its last day is yet to come.
    func schedule(
        _ initiative: Initiative,
        to period: CollectionPeriod,
        reason: String,
        in scope: Scope
    ) async throws -> Result<Void, EditRefusal> {
        let id = initiative.id
        let note = initiative.period.map { old in
            InitiativeChangeStore.New(
                kind: .period,
                about: "\(old.firstDay.iso)/\(old.lastDay.iso)",
                reason: reason
            )
        }
        let audit = host.audit
        return try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            let number = try InitiativeStore.revise(
                id,
                expecting: initiative.revision,
                isPublic: note != nil,
                in: &transaction
            )
            guard let number else { return .failure(.changedMeanwhile) }
            try reschedule(id, to: period, in: &transaction)
            if let note {
                try InitiativeChangeStore.add(note, number: number, of: id, in: &transaction)
            }
            var after = period.auditFields
            if !reason.isEmpty { after["reason"] = reason }
            try audit.note(
                AuditNote(
                    Self.rescheduled,
                    of: .initiative,
                    id.text,
                    before: initiative.period?.auditFields ?? [:],
                    after: after
                ),
                in: &transaction
            )
            return .success(())
        }
    }

    /// Why an initiative did not come to another stage.
    enum StepRefusal: Error, Equatable, Sendable {
        case changedMeanwhile
        case workflow(WorkflowEngine.Refusal)
    }

    /// Takes a step of the workflow on an initiative that was shown with this revision; everybody reads why.
    func take(
        _ step: String,
        on initiative: Initiative,
        reason: String,
        answer: Answer? = nil,
        in scope: Scope
    ) async throws -> Result<Void, StepRefusal> {
        let id = initiative.id
        return try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
            let number = try InitiativeStore.revise(
                id,
                expecting: initiative.revision,
                isPublic: true,
                in: &transaction
            )
            guard let number else { return .failure(.changedMeanwhile) }
            let taken = try workflow.take(
                step,
                on: id.text,
                as: [.staff(Self.manage)],
                in: &transaction
            )
            if case .failure(let refusal) = taken { throw StepRefusal.workflow(refusal) }
            if let answer { try InitiativeStore.answer(id, answer, in: &transaction) }
            try InitiativeChangeStore.add(
                InitiativeChangeStore.New(kind: .step, about: step, reason: reason),
                number: number,
                of: id,
                in: &transaction
            )
            return .success(())
        }
    }
}
