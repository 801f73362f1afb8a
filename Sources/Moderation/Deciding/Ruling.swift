import Jobs
import Kernel
import Storage
import Vault

/// A decision about a subject with its case, as it is being taken.
struct Matter: Sendable {
    let row: CaseRow
    let subject: ModeratedRow
    let place: SubjectDirectory.Place

    /// How people see the subject afterwards.
    func visibility(after decision: Decision) -> Visibility {
        decision.action.shows.map { $0 ? Visibility.published : .hidden } ?? subject.visibility
    }
}

/// One decision about many subjects, written in one transaction: as many statements for hundreds as for one.
struct Ruling: Sendable {
    let desk: ModerationDesk
    let decision: Decision
    /// Nil where no person decides.
    let by: Member.ID?
    let automation: DecisionRecord.Automation
    let spaces: [Space.ID: SubjectDirectory.SpacePlace]

    /// Whether the cases end with it: what happened by itself is looked at, and who is suspended has still
    /// written what they wrote.
    private var closes: Bool { by != nil && decision.action != .suspend }

    /// Takes it; gives the number of each decision by that of its case.
    ///
    /// Whoever calls it holds subjects and cases, and has asked for obstacles.
    func take(_ matters: [Matter], in transaction: inout Transaction) throws -> [Int: Int] {
        guard !matters.isEmpty else { return [:] }
        let last = try NumberStore.take(matters.count, of: .decisions, in: &transaction)
        let numbers = Dictionary(
            uniqueKeysWithValues: matters.enumerated().map { index, matter in
                (matter.row.number, last - matters.count + 1 + index)
            }
        )
        try record(matters, numbers, in: &transaction)
        try show(matters, numbers, in: &transaction)
        try suspend(matters, numbers, in: &transaction)
        if closes {
            try CaseStore.close(
                matters.map { ($0.row.number, numbers[$0.row.number]) },
                in: &transaction
            )
            let forgotten = transaction.now.adding(.milliseconds(Limits.reportLifeMilliseconds))
            try Moderation.upkeep.note(forgotten, in: &transaction)
        } else {
            try CaseStore.advance(matters.map(\.row.number), in: &transaction)
        }
        try tell(matters, numbers, in: &transaction)
        try FigureStore.move(figures(of: matters, at: transaction.now), in: &transaction)
        return numbers
    }

    private func record(
        _ matters: [Matter],
        _ numbers: [Int: Int],
        in transaction: inout Transaction
    ) throws {
        let box = desk.moderation.vault.personalBox(of: transaction.tenant)
        let policy = try desk.directory.policies(&transaction).first?.number
        let flagged = try CaseStore.flags(of: matters.map(\.row.number), in: &transaction)
        let reasons = Reasons(of: decision)
        let rows = try matters.map { matter -> NewDecision in
            let number = numbers[matter.row.number] ?? 0
            return NewDecision(
                number: number,
                caseNumber: matter.row.number,
                subject: matter.row.subject,
                decision: decision,
                source: decision.source ?? (matter.row.reportCount > 0 ? .report : .own),
                isDetected: flagged[matter.row.number] != nil,
                automation: automation,
                policy: policy,
                contentLanguage: matter.subject.language,
                reasons: try reasons.sealed(for: number, in: box),
                decidedBy: by,
                contentAt: matter.subject.admittedAt,
                author: matter.subject.author,
                before: matter.subject.visibility
            )
        }
        try DecisionStore.add(rows, in: &transaction)
    }

    /// Lets modules hide and show, keeps how subjects stand, and what hidden texts look like.
    private func show(
        _ matters: [Matter],
        _ numbers: [Int: Int],
        in transaction: inout Transaction
    ) throws {
        guard decision.action != .suspend else { return }
        let isHiding = decision.action.shows == false
        let isShowing = decision.action.shows == true
        let turned = matters.filter { matter in
            // What waits is hidden too, so that its module knows that it waits no more.
            let was = matter.subject.visibility
            return isHiding ? was != .hidden : isShowing && was != .published
        }
        try desk.turn(turned.map(\.row.subject), isShown: isShowing, spaces, in: &transaction)
        if isHiding {
            let subjects = matters.map(\.row.subject)
            try desk.keepShapes(of: subjects, spaces, in: &transaction)
        } else if isShowing {
            try ShapeStore.remove(Set(turned.map(\.row.subject)), in: &transaction)
        }
        let label = decision.label.map { [$0] } ?? []
        try ModeratedStore.change(
            matters.map { matter in
                ModeratedStore.Change(
                    subject: matter.row.subject,
                    visibility: matter.visibility(after: decision),
                    labels: matter.subject.labels + label,
                    decision: decision.action.shows == nil
                        ? matter.subject.decision ?? 0 : numbers[matter.row.number] ?? 0
                )
            },
            hiddenUntil: isHiding ? decision.until : nil,
            isReviewed: by != nil,
            in: &transaction
        )
        if isHiding, let until = decision.until {
            try Moderation.upkeep.note(until, in: &transaction)
        }
    }

    private func suspend(
        _ matters: [Matter],
        _ numbers: [Int: Int],
        in transaction: inout Transaction
    ) throws {
        guard decision.action == .suspend else { return }
        let now = transaction.now
        let suspensions = matters.compactMap { matter in
            matter.subject.author.map { author in
                Suspension(
                    decision: numbers[matter.row.number] ?? 0,
                    member: author,
                    space: decision.extent == .site ? .site : matter.row.subject.space,
                    since: now,
                    until: decision.until
                )
            }
        }
        try AuthorSuspensionStore.add(suspensions, in: &transaction)
    }

    /// Lets the author know, and whoever reported it when a person has looked.
    private func tell(
        _ matters: [Matter],
        _ numbers: [Int: Int],
        in transaction: inout Transaction
    ) throws {
        let now = transaction.now
        let letters = matters.flatMap { matter in
            audiences(of: matter).map { audience in
                DecisionLetter(
                    id: desk.moderation.newID(at: now),
                    .decision,
                    to: audience,
                    of: matter.row.number,
                    decision: numbers[matter.row.number],
                    dueAt: now
                )
            }
        }
        guard !letters.isEmpty else { return }
        try DecisionLetterStore.add(letters, in: &transaction)
        try Moderation.letters.note(now, in: &transaction)
    }

    private func audiences(of matter: Matter) -> [DecisionLetter.Audience] {
        let isTold = matter.subject.author != nil && concernsAuthor(matter)
        let areTold = closes && matter.row.reportCount > 0
        return (isTold ? [.author] : []) + (areTold ? [.reporters] : [])
    }

    /// Nobody is told that what they wrote was reported and stays.
    private func concernsAuthor(_ matter: Matter) -> Bool {
        decision.action != .publish || matter.subject.visibility == .awaiting
    }

    private func figures(of matters: [Matter], at now: Instant) -> [FigureStore.Count: Int] {
        var counts: [FigureStore.Count: Int] = [:]
        let parts = [decision.action.rawValue, decision.ground?.kind.rawValue].compactMap(\.self)
        for matter in matters {
            let space = matter.row.subject.space
            func count(_ measure: FigureStore.Measure, _ item: String = "") {
                counts[FigureStore.Count(measure, item, in: space, at: now), default: 0] += 1
            }
            count(.decision, parts.joined(separator: "/"))
            if decision.action.isRestriction, let category = decision.category {
                count(.category, category.rawValue)
            }
            if automation == .fully { count(.automated) }
            guard closes else { continue }
            for (ended, amount) in matter.row.ending(at: now) {
                counts[ended, default: 0] += amount
            }
        }
        return counts
    }
}

extension CaseRow {
    /// What its end at an instant counts for: the promise, and how long it took.
    func ending(at end: Instant) -> [FigureStore.Count: Int] {
        let isKept = end <= promisedAt
        let hours = max(0, end.milliseconds - openedAt.milliseconds) / Instant.millisecondsPerHour
        let bound = ModerationFigures.hourBounds.first { hours < Int64($0) } ?? 0
        return [
            FigureStore.Count(isKept ? .kept : .broken, in: subject.space, at: end): 1,
            FigureStore.Count(.hours, String(bound), in: subject.space, at: end): 1,
        ]
    }
}
