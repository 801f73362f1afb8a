import Kernel
import Ledger

/// How far an initiative has come towards the two goals of the law: a million statements, and a
/// minimum in at least seven member states (Regulation (EU) 2019/788, article 3(1)).
struct Progress: Sendable, Hashable {
    struct State: Sendable, Hashable {
        let code: String
        let count: Int
        /// By the table in force on the day of registration (article 3(2), annex I).
        let threshold: Int

        var isReached: Bool { count >= threshold }
        /// How many people are missing; none once it is reached.
        var missing: Int { max(0, threshold - count) }
    }

    static let goal = 1_000_000
    /// A quarter of twenty-seven, rounded up.
    static let statesNeeded = 7

    let total: Int
    /// False where nothing was signed here and the register gives no number: then a total of none
    /// would be a claim that nobody made.
    let isKnown: Bool
    /// Of these, what was signed on this site; the register reported the rest.
    let here: Int
    /// In the order of the states' codes.
    let states: [State]

    var statesReached: Int { states.count(where: \.isReached) }

    /// Those that are still below their minimum and nearest to it, the nearest first; without a
    /// single statement a state is near to nothing.
    ///
    /// Of two that are as near by their share, the one that misses fewer people comes first.
    var nearest: [State] {
        states.filter { !$0.isReached && $0.count > 0 }
            .sorted { one, other in
                let (left, right) = (one.count * other.threshold, other.count * one.threshold)
                guard left == right else { return left > right }
                return (one.missing, one.code) < (other.missing, other.code)
            }
            .prefix(Self.statesNeeded)
            .map(\.self)
    }

    /// What was collected here and what the register reported, together.
    init(
        memberStates: MemberStates,
        registeredOn: CivilDate,
        sections: [LedgerSection],
        reported: [String: Int],
        reportedTotal: Int?
    ) {
        let here = Dictionary(
            sections.map { ($0.section, $0.count) },
            uniquingKeysWith: { first, _ in first }
        )
        self.here = sections.reduce(0) { $0 + $1.count }
        total = self.here + (reportedTotal ?? 0)
        isKnown = reportedTotal != nil || self.here > 0
        states = memberStates.all.compactMap { state in
            guard let threshold = state.threshold(registeredOn: registeredOn) else { return nil }
            let count = here[state.code, default: 0] + reported[state.code, default: 0]
            return State(code: state.code, count: count, threshold: threshold)
        }
    }
}
