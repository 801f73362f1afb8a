import Kernel

/// What the law gives an initiative time for (Regulation (EU) 2019/788, articles 8, 11, 12 and 19).
struct Deadlines: Sendable, Hashable {
    /// The latest first day of its collection: six months after its registration.
    let begin: CivilDate
    /// Until when statements go to the authorities: three months after the collection ended.
    let send: CivilDate?
    /// When statements are destroyed at the latest: twenty-one months after the collection began.
    let destroy: CivilDate?

    init(_ initiative: Initiative) {
        begin = Self.latestStart(registeredOn: initiative.registeredOn)
        send = initiative.collectionEnd?.adding(months: 3)
        destroy = initiative.period?.firstDay.adding(months: 21)
    }

    static func latestStart(registeredOn day: CivilDate) -> CivilDate { day.adding(months: 6) }
}

extension CollectionPeriod {
    /// Why a period cannot be that of an initiative.
    enum Flaw: Error, Equatable, Sendable {
        case beforeRegistration
        case tooLate(CivilDate)
        case order
        /// Longer than twelve months, and than any extension that the law has given.
        case tooLong
        /// It has begun, and people have signed since its first day.
        case begun
        /// Whoever wants to end it today ends it by a step.
        case past
    }

    /// Throws the first reason why an initiative cannot have it from now on.
    func check(for initiative: Initiative, at now: Instant) throws(Flaw) {
        let today = CivilZone.brussels.date(at: now)
        guard firstDay <= lastDay else { throw .order }
        let latest = Deadlines.latestStart(registeredOn: initiative.registeredOn)
        if let old = initiative.period, old.opensAt <= now {
            guard firstDay == old.firstDay else { throw .begun }
            guard lastDay >= today else { throw .past }
        } else {
            guard firstDay >= initiative.registeredOn else { throw .beforeRegistration }
            guard firstDay <= latest else { throw .tooLate(latest) }
        }
        guard lastDay <= firstDay.adding(months: Limits.collectionMonths) else { throw .tooLong }
    }
}
