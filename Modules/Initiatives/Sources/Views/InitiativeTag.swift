import Localization
import Markup

extension InitiativeState {
    /// What it is called, as a tag.
    func tag(_ t: Translator) -> Tag {
        Tag(t(MessageKey("initiatives.state", rawValue)), kind: tagKind)
    }

    private var tagKind: Tag.Kind {
        switch self {
        case .open: .open
        case .upcoming: .upcoming
        case .closed, .verification, .insufficient: .neutral
        case .submitted, .answered: .answered
        case .withdrawn: .withdrawn
        }
    }
}
