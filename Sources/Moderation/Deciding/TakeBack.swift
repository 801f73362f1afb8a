import Kernel
import Storage

extension ModerationDesk {
    /// Lets everything be as it was before a decision, as far as nothing later stands in its place.
    ///
    /// Whoever calls it lets servers forget, last.
    func takeBack(
        _ decision: StoredDecision,
        of subject: ModeratedRow,
        in transaction: inout Transaction
    ) throws {
        switch decision.action {
        case .suspend: try AuthorSuspensionStore.remove(decision.number, in: &transaction)
        case .label: try unlabel(decision, subject, in: &transaction)
        case .publish, .hide, .restore:
            guard subject.decision == decision.number else { return }
            try turnBack(decision, subject, in: &transaction)
        }
    }

    private func unlabel(
        _ decision: StoredDecision,
        _ subject: ModeratedRow,
        in transaction: inout Transaction
    ) throws {
        var labels = subject.labels
        guard let place = labels.lastIndex(where: { $0 == decision.label }) else { return }
        labels.remove(at: place)
        try ModeratedStore.set(
            subject.subject,
            subject.visibility,
            labels: labels,
            decision: subject.decision,
            in: &transaction
        )
    }

    private func turnBack(
        _ decision: StoredDecision,
        _ subject: ModeratedRow,
        in transaction: inout Transaction
    ) throws {
        let spaces = try directory.spaces(&transaction)
        let (was, isNow) = (decision.before, subject.visibility)
        if was != isNow, was == .published || isNow == .published {
            try turn(
                [subject.subject],
                isShown: was == .published,
                spaces,
                in: &transaction
            )
        }
        if was == .hidden {
            try keepShapes(of: [subject.subject], spaces, in: &transaction)
        } else {
            try ShapeStore.remove([subject.subject], in: &transaction)
        }
        let earlier = try DecisionStore.all(of: subject.subject, in: &transaction).first { one in
            one.number < decision.number && one.isInForce && one.action.shows != nil
        }
        try ModeratedStore.set(
            subject.subject,
            was,
            labels: subject.labels,
            decision: earlier?.number,
            in: &transaction
        )
    }
}
