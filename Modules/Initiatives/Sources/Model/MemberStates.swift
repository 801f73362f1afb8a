import FoundationEssentials

/// The states of the Union whose nationals may sign, and what each asks of them.
///
/// They are reference data, `Seeds/member-states.json`, and not code: thresholds change with each
/// Parliament, and ages and documents when a state says so.
struct MemberStates: Sendable {
    /// What is wrong with the reference data.
    enum Flaw: Error, Equatable {
        case sameCodeTwice(String)
        case sameNumberTwice(String)
        case daysOutOfOrder(String)
        case formAndNumbersDisagree(String)
    }

    /// In the order of their codes.
    let all: [MemberState]

    private let byCode: [String: MemberState]

    init(json: Data) throws {
        let states = try JSONDecoder().decode(Document.self, from: json).states
        var byCode: [String: MemberState] = [:]
        for state in states {
            try Self.check(state)
            guard byCode.updateValue(state, forKey: state.code) == nil else {
                throw Flaw.sameCodeTwice(state.code)
            }
        }
        all = states.sorted { $0.code < $1.code }
        self.byCode = byCode
    }

    subscript(code: String) -> MemberState? {
        byCode[code]
    }

    private static func check(_ state: MemberState) throws(Flaw) {
        for list in [state.thresholds, state.minimumAges] {
            let rises = zip(list, list.dropFirst()).allSatisfy { $0.from < $1.from }
            guard rises, !list.isEmpty else { throw .daysOutOfOrder(state.code) }
        }
        guard Set(state.numbers.map(\.key)).count == state.numbers.count else {
            throw .sameNumberTwice(state.code)
        }
        guard state.numbers.isEmpty == (state.form == .residence) else {
            throw .formAndNumbersDisagree(state.code)
        }
    }

    private struct Document: Decodable {
        let states: [MemberState]
    }
}
