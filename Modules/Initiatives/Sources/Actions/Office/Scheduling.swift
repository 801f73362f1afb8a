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
        var after = period.auditFields
        if !reason.isEmpty { after["reason"] = reason }
        let entry = AuditNote(
            Self.rescheduled,
            of: .initiative,
            id.text,
            before: initiative.period?.auditFields ?? [:],
            after: after
        )
        let audit = host.audit
        do {
            try await host.database.write(in: scope, isolation: .lockedRows) { transaction in
                let number = try InitiativeStore.revise(
                    id,
                    expecting: initiative.revision,
                    isPublic: note != nil,
                    in: &transaction
                )
                // What was shown is older than this transaction, and a collection may be over since.
                guard let number, let stage = try InitiativeStore.find(id, in: &transaction)?.stage,
                    [.scheduled, .closed].contains(stage)
                else { throw EditRefusal.changedMeanwhile }
                try self.reschedule(id, to: period, in: &transaction)
                if let note {
                    try InitiativeChangeStore.add(note, number: number, of: id, in: &transaction)
                }
                try audit.note(entry, in: &transaction)
            }
            return .success(())
        } catch let refusal as EditRefusal {
            return .failure(refusal)
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
        let moved: Result<Void, StepRefusal> = try await host.database.write(
            in: scope,
            isolation: .lockedRows
        ) { transaction in
            let number = try InitiativeStore.revise(
                id,
                expecting: initiative.revision,
                isPublic: true,
                in: &transaction
            )
            guard let number else { return .failure(.changedMeanwhile) }
            let taken = try self.workflow.take(
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
        // A key that was destroyed is in no memory of this process any more.
        if case .success = moved { forget(of: [scope.tenant]) }
        return moved
    }
}
