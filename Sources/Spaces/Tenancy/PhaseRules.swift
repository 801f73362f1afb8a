import Kernel

/// What may become of phases that people have read.
extension Space {
    /// A phase that has begun lasts longer by an extension alone, which says why to everybody; one that is
    /// over does not go on.
    ///
    /// It is the one of the same name, or that begins at the same instant: another name makes no other phase.
    func checkLengths(
        of phases: [Phase],
        at now: Instant
    ) throws(SpaceChange.Refusal) {
        guard state != .draft else { return }
        for phase in phases {
            let old =
                self.phases.first { $0.name == phase.name }
                ?? self.phases.first { $0.opensAt == phase.opensAt }
            guard let old, let end = old.closesAt, old.opensAt.map({ $0 <= now }) ?? true,
                phase.closesAt.map({ $0 > end }) ?? true
            else { continue }
            throw end <= now ? .reopened(phase.name) : .lengthened(phase.name)
        }
        try checkHistory(of: phases, at: now)
    }

    /// A phase that has begun and has an end stays under its name, and what comes beside it begins later:
    /// else whoever takes one away and adds it again lets it last longer without a word to anybody.
    private func checkHistory(
        of phases: [Phase],
        at now: Instant
    ) throws(SpaceChange.Refusal) {
        let begun = self.phases.filter { phase in phase.opensAt.map { $0 <= now } ?? true }
        let bounded = begun.filter { $0.closesAt != nil }
        guard !bounded.isEmpty else { return }
        for old in bounded where !phases.contains(where: { $0.name == old.name }) {
            throw .removedPhase(old.name)
        }
        for phase in phases where !begun.contains(where: { $0.name == phase.name }) {
            guard let opensAt = phase.opensAt, opensAt >= now else {
                throw .backdatedPhase(phase.name)
            }
        }
    }
}

extension Phase {
    /// Whether there is an instant at which both go on.
    func overlaps(_ other: Phase) -> Bool {
        func begins(_ phase: Phase, before end: Instant?) -> Bool {
            guard let begin = phase.opensAt, let end else { return true }
            return begin < end
        }
        return begins(self, before: other.closesAt) && begins(other, before: closesAt)
    }

    /// The same with another end.
    func ending(at closesAt: Instant) -> Phase {
        Phase(name, features: features, opensAt: opensAt, closesAt: closesAt)
    }

    /// The same from the same day to the same day, by other clocks.
    ///
    /// What neither begins nor ends with a day stays at its instant.
    func keepingDays(from old: CivilZone, to new: CivilZone) -> Phase {
        func kept(_ instant: Instant) -> Instant {
            let day = old.date(at: instant)
            return old.start(of: day) == instant ? new.start(of: day) : instant
        }
        return Phase(
            name,
            features: features,
            opensAt: opensAt.map(kept),
            closesAt: closesAt.map(kept)
        )
    }
}
