package import Kernel
package import Storage

extension Moderation {
    /// Looks at a contribution, in the transaction that stores it and before it does.
    ///
    /// What is `awaiting` is stored hidden, and what is `suspended` is not stored. Nothing is ever refused
    /// because of what it says: rules flag, hold and label. Serializable or with locked rows, as the module
    /// likes: it holds the author first, so that two contributions of one person are looked at one after the
    /// other.
    package func admit(
        _ submission: Submission,
        settings: SettingValues,
        in transaction: inout Transaction
    ) throws -> Admission {
        let (subject, author) = (submission.subject, submission.author)
        try ModeratedStore.hold(author, in: subject.space, in: &transaction)
        if let suspension = try self.suspension(of: author, in: subject.space, in: &transaction) {
            return .suspended(until: suspension.until, decision: suspension.decision)
        }
        let known =
            submission.isEdit ? try ModeratedStore.lock(subject, in: &transaction) : nil
        let check = RuleCheck(
            submission: submission,
            secret: shapeSecret(of: transaction.tenant)
        )
        let rules = try RuleStore.all(in: &transaction)
        let hits = try check.hits(of: rules, in: &transaction)
        let sight = try self.sight(
            of: submission,
            known: known,
            hits: hits,
            settings.review,
            in: &transaction
        )
        let labels = Self.labels(of: hits, beside: known?.labels ?? [])
        try ModeratedStore.admit(submission, as: sight, labels: labels, in: &transaction)
        if submission.isEdit { try advanceCase(about: subject, in: &transaction) }
        let promised = try openCase(
            about: submission,
            as: sight,
            hits,
            promised: settings.promised(at: transaction.now),
            in: &transaction
        )
        guard sight != .published else { return .published(labels: labels) }
        return .awaiting(promised: promised ?? settings.promised(at: transaction.now))
    }

    /// That lasts longest of those that hold for a member in a space; nil when they may write.
    package func suspension(
        of member: Member.ID,
        in space: Space.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Suspension? {
        try AuthorSuspensionStore.current(of: member, in: space, in: &transaction)
    }

    /// Whether people see it: what waits or was hidden stays so, whatever its author makes of it.
    private func sight(
        of submission: Submission,
        known: ModeratedRow?,
        hits: [ModerationRule],
        _ review: ModerationSettings.Review,
        in transaction: inout Transaction
    ) throws -> Visibility {
        switch known?.visibility {
        case .awaiting?, .hidden?: return known?.visibility ?? .awaiting
        case .published?, .withdrawn?, nil: break
        }
        guard !hits.contains(where: { $0.effect == .hold }) else { return .awaiting }
        switch review {
        case .after: return .published
        case .before: return .awaiting
        case .newcomers:
            let isKnown = try ModeratedStore.isKnown(
                submission.author,
                in: submission.subject.space,
                in: &transaction
            )
            return isKnown ? .published : .awaiting
        }
    }

    /// Whoever looks at what it said before decides nothing about what it says now.
    private func advanceCase(
        about subject: Subject,
        in transaction: inout Transaction
    ) throws {
        guard let open = try CaseStore.lockOpen(of: subject, in: &transaction) else { return }
        try CaseStore.advance([open.number], in: &transaction)
    }

    /// Opens a case where somebody has to look; gives by when that is promised.
    private func openCase(
        about submission: Submission,
        as sight: Visibility,
        _ hits: [ModerationRule],
        promised: Instant,
        in transaction: inout Transaction
    ) throws -> Instant? {
        let isMet = hits.contains { $0.effect != .label }
        guard sight != .published || isMet else { return nil }
        let opened = try openCase(
            about: submission.subject,
            because: isMet ? .rule : .review,
            promised: promised,
            author: submission.author,
            in: &transaction
        )
        try CaseStore.flag(
            opened.number,
            with: hits.map { ($0.name, $0.kind) },
            in: &transaction
        )
        return opened.promisedAt
    }

    private static func labels(of hits: [ModerationRule], beside known: [String]) -> [String] {
        let new = hits.filter { $0.effect == .label }.map(\.label)
        let all = known + new.filter { !known.contains($0) }
        // What stood there first stays: no edit pushes out what a moderator has put beside it.
        return Array(all.prefix(Limits.labelsPerSubject))
    }
}
