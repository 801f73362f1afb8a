import Kernel

/// What happens in a demonstration, instant by instant: rules without tables.
struct DemoPlan: Sendable {
    /// Everything that happens at one instant.
    struct Moment: Sendable {
        let at: Instant
        var turns: [Turn] = []
        var crowds: [Crowd] = []
    }

    /// Something that happens to a petition.
    struct Turn: Sendable {
        let id: Petition.ID
        let petition: DemoPetition
        /// Nil where its collection is over by the time.
        let step: DemoStep?
    }

    /// Who signs a petition then: the same people for the same numbers, always.
    struct Crowd: Sendable {
        let id: Petition.ID
        let people: Range<Int>
    }

    let language: String
    let label: String
    let terms: PetitionTerms
    /// In the order of their numbers: who began first has the first.
    let petitions: [DemoPetition]
    let today: CivilDate
    private(set) var moments: [Moment] = []
    private let now: Instant
    private let zone: CivilZone
    /// The numbers of the file are those of so many people; so many take part.
    private let share: (crowd: Int, of: Int)

    init(json: [UInt8], crowd: Int, now: Instant, zone: CivilZone = .brussels) throws {
        let file = try DemoFile(json: json)
        share = (min(crowd, file.crowd), max(1, file.crowd))
        (language, label) = (file.language, file.label)
        (self.now, self.zone) = (now, zone)
        today = zone.date(at: now)
        var terms = PetitionTerms(SettingValues(), zone: zone)
        terms.months = file.months
        terms.threshold = max(1, file.threshold * share.crowd / share.of)
        self.terms = terms
        // Sorting keeps the order of the file where two began on one day.
        petitions = file.petitions.enumerated()
            .sorted { ($1.element.begun, $0.offset) < ($0.element.begun, $1.offset) }
            .map(\.element)
        moments = makeMoments()
    }

    /// The number of a petition by its key.
    func id(of key: String?) -> Petition.ID? {
        guard let key else { return nil }
        return petitions.firstIndex { $0.key == key }.flatMap { Petition.ID($0 + 1) }
    }

    func day(of instant: Instant) -> CivilDate { zone.date(at: instant) }

    /// How many sign a petition on which day, the first day first; days on which nobody does are left out.
    func days(of petition: DemoPetition) -> [(day: CivilDate, count: Int)] {
        counts(of: petition).map { (today.adding(days: -$0.ago), $0.count) }
    }

    /// By days before today.
    private func counts(of petition: DemoPetition) -> [(ago: Int, count: Int)] {
        var byDay: [Int: Int] = [:]
        for wave in petition.signatures ?? [] {
            for (ago, count) in wave.counts { byDay[ago, default: 0] += count }
        }
        let isReached = petition.isReached == true
        let most = isReached ? Int.max : terms.threshold - 1
        var (planned, counted) = (0, 0)
        var counts: [(ago: Int, count: Int)] = []
        for (ago, count) in byDay.sorted(by: { $0.key > $1.key }) {
            planned += count
            let next = min(most, planned * share.crowd / share.of)
            if next > counted { counts.append((ago, next - counted)) }
            counted = next
        }
        // Where few take part the threshold is one, which may be more than their part of the numbers.
        guard isReached, counts.isEmpty, share.crowd > 0, let wave = petition.signatures?.first
        else { return counts }
        return [(wave.ago, terms.threshold)]
    }

    private func makeMoments() -> [Moment] {
        var moments: [Instant: Moment] = [:]
        for (place, petition) in petitions.enumerated() {
            guard let id = Petition.ID(place + 1) else { continue }
            for step in petition.steps {
                let at = instant(step.ago, hour: 9)
                moments[at, default: Moment(at: at)].turns.append(
                    Turn(id: id, petition: petition, step: step)
                )
            }
            if let end = self.end(of: petition) {
                let at = zone.start(of: end)
                moments[at, default: Moment(at: at)].turns.append(
                    Turn(id: id, petition: petition, step: nil)
                )
            }
            var first = 0
            for (ago, count) in counts(of: petition) {
                for (at, count) in parts(of: count, ago: ago) {
                    let people = first..<(first + count)
                    moments[at, default: Moment(at: at)].crowds.append(
                        Crowd(id: id, people: people)
                    )
                    first += count
                }
            }
        }
        return moments.values.sorted { $0.at < $1.at }
    }

    /// The day on which nobody signs it any more, as far as it has come.
    private func end(of petition: DemoPetition) -> CivilDate? {
        let opened = petition.steps.last { $0.name == "publish" }
        guard let opened else { return nil }
        let published = today.adding(days: -opened.ago)
        let end = published.adding(months: terms.months).adding(days: 1)
        return end <= today ? end : nil
    }

    /// When people sign: in the evening; today until now, one of them at last, so that readers see the others.
    private func parts(of count: Int, ago: Int) -> [(at: Instant, count: Int)] {
        guard ago == 0 else { return [(instant(ago, hour: 18), count)] }
        let before = max(zone.start(of: today), now.adding(.milliseconds(-Self.earlierToday)))
        return [(before, count - 1), (now, 1)].filter { $0.count > 0 }
    }

    private func instant(_ ago: Int, hour: Int64) -> Instant {
        guard ago > 0 else { return now }
        return zone.start(of: today.adding(days: -ago))
            .adding(.milliseconds(hour * Instant.millisecondsPerHour))
    }

    private static let earlierToday: Int64 = 90 * 60_000
}

extension DemoPetition {
    /// When it was begun, by days before today.
    fileprivate var begun: Int { steps.first?.ago ?? 0 }
}
