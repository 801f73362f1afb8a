import Kernel
import Spaces

/// Which dates a step sets: rules without tables.
extension Petition {
    /// The same in another stage.
    func entering(_ next: Stage, at now: Instant) -> Petition {
        var petition = self
        petition.stage = next
        petition.stageSince = now
        // An answer that a threshold has promised stays due, wherever its petition goes until it is answered.
        petition.dueAt = Self.promising.isSuperset(of: [stage, next]) ? dueAt : nil
        switch next {
        case .gathering: petition.closesAt = terms.end(ofCollectionFrom: now)
        case .submitted: petition.submit(at: now)
        case .correction: petition.dueAt = PetitionTerms.days(terms.correctionDays, from: now)
        case .collecting where stage == .submitted: petition.publish(at: now)
        // Signatures were taken back.
        case .collecting where stage == .reached: petition.reachedAt = nil
        case .collecting where stage == .paused: petition.resume(at: now)
        case .reached where stage == .paused: petition.resume(at: now)
        case .reached: petition.reachedAt = now
        case .paused: petition.pausedAt = now
        default: petition.end(at: now)
        }
        return petition
    }

    /// While it is signed and until it is decided.
    private static let promising: Set<Stage> = [
        .collecting, .paused, .reached, .expired, .takenUp, .examination,
    ]

    private mutating func submit(at now: Instant) {
        submittedAt = now
        dueAt = PetitionTerms.days(terms.admissibilityDays, from: now)
        (closesAt, endedAt, refusal) = (nil, nil, nil)
    }

    private mutating func publish(at now: Instant) {
        publishedAt = now
        closesAt = terms.end(ofCollectionFrom: now)
    }

    /// The pause is added to what was left.
    private mutating func resume(at now: Instant) {
        let pause = pausedAt.map { now.milliseconds - $0.milliseconds } ?? 0
        closesAt = closesAt?.adding(.milliseconds(max(0, pause)))
        pausedAt = nil
    }

    /// What was over by the time ended then, also where that is recorded later.
    private mutating func end(at now: Instant) {
        guard endedAt == nil else { return }
        endedAt = pausedAt == nil ? min(closesAt ?? now, now) : now
        pausedAt = nil
    }

    /// When the key of its signatures has to be gone; nil while it is needed, and once it is.
    var keyDueAt: Instant? {
        guard keyDestroyedAt == nil else { return nil }
        return endedAt.map { PetitionTerms.days(terms.contestDays, from: $0) }
    }

    /// Since when an answer of the institution is awaited; nil where none is.
    var waitsSince: Instant? {
        isPublic ? stage.waits(since: stageSince, reachedAt: reachedAt) : nil
    }
}
