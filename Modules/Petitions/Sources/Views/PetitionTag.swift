import Localization
import Markup

extension PetitionState {
    /// What it is called, as a tag.
    func tag(_ t: Translator) -> Tag {
        Tag(t(MessageKey("petitions.state", rawValue)), kind: tagKind)
    }

    private var tagKind: Tag.Kind {
        switch self {
        case .collecting, .gathering: .open
        case .draft, .submitted, .correction, .paused: .upcoming
        case .reached, .takenUp, .examination, .decided: .answered
        case .refused, .withdrawn: .withdrawn
        case .expired, .joined, .archived: .neutral
        }
    }
}
