import Jobs
import Kernel
import Storage

extension ModerationDesk {
    /// Lets everything be as it was before a decision, as far as nothing later stands in its place.
    ///
    /// `isForGood` says that nobody decides anew: what only waited for a look is seen then, and what only a
    /// program had hidden, because somebody has looked. Whoever calls it lets servers forget, last.
    func takeBack(
        _ decision: StoredDecision,
        of subject: ModeratedRow,
        isForGood: Bool = false,
        in transaction: inout Transaction
    ) throws {
        switch decision.action {
        case .suspend: try AuthorSuspensionStore.remove(decision.number, in: &transaction)
        case .label: try unlabel(decision, subject, in: &transaction)
        case .publish, .hide, .restore:
            guard subject.decision == decision.number else { return }
            try turnBack(decision, subject, isForGood: isForGood, in: &transaction)
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
            ModeratedStore.Standing(
                visibility: subject.visibility,
                labels: labels,
                decision: subject.decision,
                hiddenUntil: subject.hiddenUntil,
                isReviewed: false
            ),
            in: &transaction
        )
    }

    private func turnBack(
        _ decision: StoredDecision,
        _ subject: ModeratedRow,
        isForGood: Bool,
        in transaction: inout Transaction
    ) throws {
        let earlier = try DecisionStore.all(of: subject.subject, in: &transaction).first { one in
            one.number < decision.number && one.isInForce && one.action.shows != nil
        }
        let isHiddenByPerson = earlier?.action == .hide && earlier?.automation != .fully
        let isSettled =
            isForGood && decision.action == .hide
            && !(decision.before == .hidden && isHiddenByPerson)
        let was: Visibility = isSettled ? .published : decision.before
        try turn(subject, to: was, in: &transaction)
        let until = was == .hidden ? earlier?.until : nil
        try ModeratedStore.set(
            subject.subject,
            ModeratedStore.Standing(
                visibility: was,
                labels: subject.labels,
                decision: isSettled && earlier?.action == .hide ? nil : earlier?.number,
                hiddenUntil: until,
                isReviewed: was == .published && decision.action == .hide
            ),
            in: &transaction
        )
        if let until { try Moderation.upkeep.note(until, in: &transaction) }
    }

    /// Lets its module hide one or show it again, and keeps or forgets what it looks like.
    private func turn(
        _ subject: ModeratedRow,
        to was: Visibility,
        in transaction: inout Transaction
    ) throws {
        let spaces = try directory.spaces(&transaction)
        let isNow = subject.visibility
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
    }
}
