import Kernel
import Localization

/// Something that can be chosen for a petition, in the words of the institution: what is asked for, a theme, a reason.
struct PetitionChoice: Sendable, Hashable {
    enum Kind: String, Sendable, CaseIterable {
        /// What a petition asks for.
        case ask
        case theme
        /// Why one is not published.
        case reason
        /// What the institution does with one.
        case decision
        /// By which staff find petitions again; readers see none.
        case tag
        /// Where whoever signs says that they live; none to begin with.
        case territory
    }

    let kind: Kind
    /// The same in every language, and for ever: petitions name it.
    let key: String
    /// Where it stands among those of its kind.
    var position: Int
    /// What it is called, by language; empty for a standard one that nobody has renamed.
    var texts: [String: String] = [:]
    /// Of a reason: whether the text of a petition that is refused for it is kept from readers.
    var isHiddenReason = false
    /// Whether it is offered; what was chosen before keeps it.
    var isUsed = true

    /// What it is called for a reader: as the institution says it, in their language, else in any; as the
    /// catalogue does where the institution has said nothing.
    func word(_ t: Translator) -> String {
        if texts.isEmpty, isStandard { return t(Self.words(of: kind)[key]) }
        return texts.said(in: t.language.text)?.text ?? key
    }

    /// Whether it is one of those with which a space begins.
    var isStandard: Bool { Self.standardKeys(of: kind).contains(key) }

    /// Those with which a space begins.
    static func standard(_ kind: Kind) -> [PetitionChoice] {
        standardKeys(of: kind).enumerated().map { place, key in
            PetitionChoice(
                kind: kind,
                key: key,
                position: place + 1,
                isHiddenReason: kind == .reason && hiddenReasons.contains(key)
            )
        }
    }

    private static func words(of kind: Kind) -> MessageGroup {
        switch kind {
        case .ask: MessageGroup("petitions.ask")
        case .theme: MessageGroup("petitions.theme")
        case .reason: MessageGroup("petitions.reason")
        case .decision: MessageGroup("petitions.decision")
        // A space begins without them, so nobody asks for their words.
        case .tag, .territory: MessageGroup("petitions.office.choices")
        }
    }

    private static func standardKeys(of kind: Kind) -> [String] {
        switch kind {
        case .ask: ["law", "control"]
        case .theme:
            [
                "agriculture", "economy", "culture", "defence", "education", "environment",
                "foreign", "health", "institutions", "justice", "social", "territories",
                "transport", "work", "other",
            ]
        case .reason:
            [
                "duplicate", "competence", "unclear", "individual", "court", "offence",
                "personal", "advertising",
            ]
        case .decision: ["mission", "inquiry", "debate", "bill", "referral", "filed"]
        case .tag, .territory: []
        }
    }

    /// Whoever published what is refused for one of these would do what it is refused for.
    private static let hiddenReasons: Set<String> = ["offence", "personal", "advertising"]
}
