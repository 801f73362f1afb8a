import Jobs
import Kernel
import Storage

extension ModerationDesk {
    /// What was decided in the place of what was contested, of which marks are to be left.
    struct Replacement: Sendable {
        let decision: Decision
        let matters: [Matter]
        /// The case that was opened for it; nil where one was open.
        let opened: Int?
    }

    /// Changes what was contested: restores what an author lost, or decides what a reporter asked for.
    func reverse(
        _ decision: StoredDecision,
        by appeal: StoredAppeal,
        _ answer: AppealAnswer,
        _ subject: ModeratedRow?,
        _ moderator: Moderator,
        in transaction: inout Transaction
    ) throws -> Replacement? {
        try DecisionStore.setReversed(decision.number, by: appeal.number, in: &transaction)
        if appeal.party == .author {
            if let subject, subject.visibility != .withdrawn {
                try takeBack(decision, of: subject, isForGood: true, in: &transaction)
            } else if decision.action == .suspend {
                try AuthorSuspensionStore.remove(decision.number, in: &transaction)
            }
            try tellReporters(of: decision, in: &transaction)
        } else if answer.instead == nil {
            throw AppealDecideRefusal.unfit
        }
        let replacement = try answer.instead.map { instead in
            try decide(instead, about: decision.subject, by: moderator, in: &transaction)
        }
        try settleAppeals(against: decision, by: moderator.id, in: &transaction)
        return replacement
    }

    /// Leaves the marks of what was decided in an appeal.
    func note(
        _ replacement: Replacement,
        about subject: Subject,
        in transaction: inout Transaction
    ) throws {
        if let opened = replacement.opened {
            try noteOpening(of: opened, subject, in: &transaction)
        }
        try note(replacement.decision, on: replacement.matters, in: &transaction)
    }

    /// Decides something in the place of what was contested, in a case of its own.
    private func decide(
        _ decision: Decision,
        about subject: Subject,
        by moderator: Moderator,
        in transaction: inout Transaction
    ) throws -> Replacement {
        guard let place = try directory.find(subject, in: &transaction),
            let sight = try self.sight(of: subject, at: place, in: &transaction)
        else { throw AppealDecideRefusal.refused(.notFound) }
        let (number, isNew) = try open(subject, as: sight, in: &transaction)
        let revision = try CaseStore.find(number, in: &transaction)?.revision ?? 0
        let taken = try rule(
            decision,
            on: [BulkCase(number: number, revision: revision)],
            by: moderator,
            in: &transaction
        )
        if let refusal = taken.left[number] { throw AppealDecideRefusal.refused(refusal) }
        return Replacement(
            decision: decision,
            matters: taken.matters,
            opened: isNew ? number : nil
        )
    }

    /// Those who reported it hear that the decision holds no more.
    private func tellReporters(
        of decision: StoredDecision,
        in transaction: inout Transaction
    ) throws {
        let row = try CaseStore.find(decision.caseNumber, in: &transaction)
        guard let row, row.reportCount > 0, row.decision == decision.number else { return }
        let letter = DecisionLetter(
            id: moderation.newID(at: transaction.now),
            .undone,
            to: .reporters,
            of: decision.caseNumber,
            decision: decision.number,
            dueAt: transaction.now
        )
        try DecisionLetterStore.add([letter], in: &transaction)
        try Moderation.letters.note(transaction.now, in: &transaction)
    }

    /// Whoever else contested a decision that holds no more has their way too.
    func settleAppeals(
        against decision: StoredDecision,
        by member: Member.ID?,
        in transaction: inout Transaction
    ) throws {
        let settled = try AppealStore.settle(
            against: decision.number,
            by: member,
            in: &transaction
        )
        try tell(settled, in: &transaction)
        try count(settled, isGranted: true, in: &transaction)
    }

    /// Lets whoever made appeals know how they ended.
    func tell(
        _ appeals: [StoredAppeal],
        in transaction: inout Transaction
    ) throws {
        guard !appeals.isEmpty else { return }
        let now = transaction.now
        let letters = appeals.map { appeal in
            DecisionLetter(
                id: moderation.newID(at: now),
                .answer,
                to: .appellant,
                of: appeal.caseNumber,
                appeal: appeal.number,
                report: appeal.report,
                dueAt: now
            )
        }
        try DecisionLetterStore.add(letters, in: &transaction)
        try Moderation.letters.note(now, in: &transaction)
    }

    func count(
        _ appeals: [StoredAppeal],
        isGranted: Bool,
        in transaction: inout Transaction
    ) throws {
        var counts: [FigureStore.Count: Int] = [:]
        for appeal in appeals {
            let (space, now) = (appeal.subject.space, transaction.now)
            counts[FigureStore.Count(.answered, in: space, at: now), default: 0] += 1
            guard isGranted else { continue }
            counts[FigureStore.Count(.reversal, in: space, at: now), default: 0] += 1
        }
        try FigureStore.move(counts, in: &transaction)
    }
}
