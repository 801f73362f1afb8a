import Kernel

extension Decision {
    /// Whether it has all that it needs, each within its limits.
    func isFounded(at now: Instant) -> Bool {
        guard hasGround, facts.count <= Limits.factsCharacters else { return false }
        guard (until == nil) || (canEnd && isLater(at: now)) else { return false }
        guard (action == .label) == (label != nil), label.map(Self.isLabel) ?? true else {
            return false
        }
        return (action == .suspend) == (extent != .contribution)
    }

    /// What takes something from somebody says on what it rests, of what sort that is, and what was found.
    private var hasGround: Bool {
        let isWhole = ground.map(\.isWhole) ?? true
        guard action.isRestriction else { return isWhole }
        return isWhole && ground != nil && category != nil && Self.says(facts)
    }

    private var canEnd: Bool { action == .hide || action == .suspend }

    private func isLater(at now: Instant) -> Bool {
        guard let until else { return false }
        let days = Int64(Limits.restrictionDays)
        return until > now && until <= now.adding(.milliseconds(days * Instant.millisecondsPerDay))
    }

    /// One line that shows what it is: it stands beside the subject for everybody.
    static func isLabel(_ text: String) -> Bool {
        (1...Limits.labelCharacters).contains(text.count) && PlainText.isVisible(text)
            && says(text)
    }

    static func says(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }
}

extension Decision.Ground {
    fileprivate var isWhole: Bool {
        (1...Limits.reasonReferenceCharacters).contains(reference.count)
            && (1...Limits.reasonExplanationCharacters).contains(explanation.count)
            && Decision.says(reference) && Decision.says(explanation)
    }
}

/// Why a moderator cannot decide something now: pure, so that pages ask before and the write asks again.
struct Obstacle {
    let moderator: Member.ID?
    let reach: Moderator.Reach
    let now: Instant

    init(_ moderator: Moderator) {
        self.moderator = moderator.id
        reach = moderator.reach
        now = moderator.now
    }

    /// Whatever is to be decided about a case; `revision` is the one that the moderator saw.
    func about(_ row: CaseRow, over revision: Int? = nil) -> DecideRefusal? {
        guard reach.holds(row.subject.space) else { return .notFound }
        guard row.isOpen, revision.map({ $0 == row.revision }) ?? true else {
            return .changedMeanwhile
        }
        if let claim = row.claim(at: now), claim.by != moderator {
            return .claimed(until: claim.until)
        }
        return row.author != nil && row.author == moderator ? .own : nil
    }

    /// One decision about a subject as it stands.
    func to(_ decision: Decision, _ subject: ModeratedRow?) -> DecideRefusal? {
        guard let subject else { return .impossible }
        guard subject.visibility != .withdrawn else { return .changedMeanwhile }
        let isPossible =
            switch decision.action {
            case .publish: subject.visibility != .hidden
            case .hide: true
            case .restore: subject.visibility == .hidden
            case .label:
                subject.visibility == .published
                    && subject.labels.count < Limits.labelsPerSubject
            case .suspend:
                subject.author != nil && (decision.extent != .site || reach == .everywhere)
            }
        return isPossible ? nil : .impossible
    }
}
