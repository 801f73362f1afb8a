import Kernel

/// Citizens who do not exist, for the demonstration: names in plain fiction, numbers that no state
/// has given.
struct DemoCrowd: Sendable {
    private let states: [MemberState]
    private let weights: [Int]
    private let firstInstant: Int64
    private let span: Int64

    init(memberStates: MemberStates, period: CollectionPeriod, until now: Instant) {
        states = memberStates.all
        // Seats in the Parliament grow with population; a few states are more eager than others.
        weights = states.map { state in
            let seats = (state.threshold(registeredOn: period.firstDay) ?? 0) / 720
            return seats * (state.code.utf8.first.map { Int($0) % 4 + 1 } ?? 1)
        }
        firstInstant = period.opensAt.milliseconds
        span = max(1, min(period.closesAt, now).milliseconds - period.opensAt.milliseconds)
    }

    /// The same citizen for the same index, always.
    func citizen(_ index: Int) -> (statement: Statement, instant: Instant) {
        var dice = Dice(seed: UInt64(index))
        let state = pick(&dice)
        // More people sign at the beginning of a campaign than later.
        let part = Int64(dice.roll(1000)) * Int64(dice.roll(1000))
        let instant = Instant(milliseconds: firstInstant + span * part / 1_000_000)
        let name = "Citizen " + Self.letters(index)
        let identity: Statement.Identity
        switch state.form {
        case .residence:
            let birth = CivilDate(daysSinceEpoch: -8000 + dice.roll(18_000))
            identity = .residence(
                Statement.Residence(
                    street: "Demonstration Street",
                    number: String(index % 200 + 1),
                    postalCode: state.postalCodeExample ?? "",
                    city: "Exampletown",
                    country: state.code
                ),
                bornOn: BirthDate(birth)
            )
        case .number:
            let kind = state.numbers[0].key
            identity = .number(kind: kind, number: "DEMO" + String(index))
        }
        let statement = Statement(
            state: state.code,
            firstNames: name,
            familyNames: "Demonstration",
            identity: identity
        )
        return (statement, instant)
    }

    private func pick(_ dice: inout Dice) -> MemberState {
        var left = dice.roll(weights.reduce(0, +))
        for (state, weight) in zip(states, weights) {
            if left < weight { return state }
            left -= weight
        }
        return states[0]
    }

    /// A number as letters, because names have no digits.
    private static func letters(_ index: Int) -> String {
        var text = ""
        var rest = index
        repeat {
            text = String(UnicodeScalar(UInt8(97 + rest % 26))) + text
            rest /= 26
        } while rest > 0
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// The same throws for the same seed: SplitMix64 by Sebastiano Vigna.
    private struct Dice {
        private var state: UInt64

        init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

        mutating func roll(_ sides: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((value ^ (value >> 31)) % UInt64(max(1, sides)))
        }
    }
}
