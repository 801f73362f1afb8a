import Kernel
import Localization

/// Everything that can be chosen in a space: what stands in the tables, and what a space begins with.
struct PetitionChoices: Sendable {
    private let choices: [PetitionChoice.Kind: [PetitionChoice]]

    /// What stands in the tables replaces a standard one of the same key.
    init(_ rows: [PetitionChoice]) {
        let ofKind = Dictionary(grouping: rows, by: \.kind)
        choices = Dictionary(
            uniqueKeysWithValues: PetitionChoice.Kind.allCases.map { kind in
                let own = ofKind[kind, default: []]
                let keys = Set(own.map(\.key))
                let others = PetitionChoice.standard(kind).filter { !keys.contains($0.key) }
                let all = (own + others).sorted { ($0.position, $0.key) < ($1.position, $1.key) }
                return (kind, all)
            }
        )
    }

    /// All of a kind in their order, with those that are not offered any more.
    subscript(_ kind: PetitionChoice.Kind) -> [PetitionChoice] { choices[kind, default: []] }

    /// Those that can be chosen now.
    func offered(_ kind: PetitionChoice.Kind) -> [PetitionChoice] { self[kind].filter(\.isUsed) }

    func find(_ key: String?, _ kind: PetitionChoice.Kind) -> PetitionChoice? {
        guard let key else { return nil }
        return self[kind].first { $0.key == key }
    }

    /// What one is called; its key where nobody knows it any more.
    func word(_ key: String, _ kind: PetitionChoice.Kind, _ t: Translator) -> String {
        find(key, kind)?.word(t) ?? key
    }
}
