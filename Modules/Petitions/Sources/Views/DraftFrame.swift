import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Web

/// What stands around each step of writing: how far it is, what was asked when it was sent back, and the ways on.
struct DraftFrame: Component {
    let step: DraftStep
    /// Nil before it has begun.
    let petition: AuthoredPetition?
    /// Whether another tab, or somebody else, was faster.
    var isChanged = false
    let content: HTML
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    static func title(of step: DraftStep, _ t: Translator) -> String {
        t(MessageKey("petitions.draft.title", step.rawValue))
    }

    var html: HTML {
        let steps = DraftStep.shown(of: petition?.petition)
        let names = steps.map { t(MessageKey("petitions.draft.step", $0.rawValue)) }
        let current = steps.firstIndex(of: step) ?? 0
        let wish = petition.flatMap { CorrectionWish($0, visitor) }
        return """
            \(Stepper(steps: names, current: current, t: t))\
            \(wish?.html ?? .empty)\(changed, when: isChanged)\(content)
            """
    }

    private var changed: HTML {
        Notice(
            .warning,
            title: t("petitions.draft.changed"),
            content: "<p>\(t("petitions.draft.changed.text"))</p>"
        ).html
    }
}

extension DraftStep {
    /// Those of a petition: whoever corrects one looks for no similar ones.
    static func shown(of petition: Petition?) -> [DraftStep] {
        petition?.stage == .correction ? allCases.filter { $0 != .similar } : allCases
    }

    /// What follows in a petition.
    func next(in petition: Petition?) -> DraftStep? {
        let steps = Self.shown(of: petition)
        guard let place = steps.firstIndex(of: self), steps.indices.contains(place + 1) else {
            return nil
        }
        return steps[place + 1]
    }

    /// What stands before it in a petition.
    func previous(in petition: Petition?) -> DraftStep? {
        let steps = Self.shown(of: petition)
        guard let place = steps.firstIndex(of: self), place > 0 else { return nil }
        return steps[place - 1]
    }
}

/// What an institution asks for that sent a petition back, and until when.
struct CorrectionWish: Component {
    private let petition: Petition
    private let text: String
    private let visitor: VisitorContext

    /// Nil for a petition that was not sent back.
    init?(_ authored: AuthoredPetition, _ visitor: VisitorContext) {
        guard authored.petition.stage == .correction else { return nil }
        petition = authored.petition
        let event = authored.events.last { $0.step == "send-back" }
        text = event.flatMap { $0.said(visitor.t, in: authored.petition.language) } ?? ""
        self.visitor = visitor
    }

    var html: HTML {
        let t = visitor.t
        let until = petition.dueAt.map { due -> HTML in
            "<p>\(t.markup("petitions.mine.until", ["date": Moment(due, visitor).html]))</p>"
        }
        return Notice(
            .information,
            title: t("petitions.draft.correct"),
            content: "\(Prose(text).html, when: !text.isEmpty)\(until ?? .empty)"
        ).html
    }
}

extension PetitionEvent {
    /// What the institution says about it: in the reader's language, else in the petition's, else in any.
    func said(_ t: Translator, in language: String) -> String? {
        texts.said(in: t.language.text, language)?.text
    }
}

/// The buttons below a step: on, or to be finished later, and the way back.
struct DraftButtons: Component {
    let step: DraftStep
    let petition: Petition?
    let visitor: VisitorContext

    /// The name of the button that was pressed, and what it says when the author goes on another day.
    static let field = "go"
    static let later = "later"

    var html: HTML {
        let t = visitor.t
        let later = Button(
            t("petitions.draft.later.button"),
            kind: .secondary,
            name: Self.field,
            value: Self.later
        )
        let back: HTML =
            petition.flatMap { petition in
                step.previous(in: petition).map { previous -> HTML in
                    let path = AuthorDesk.path(petition.id, previous, in: visitor)
                    return ButtonLink(t("petitions.draft.back.button"), to: path, kind: .quiet).html
                }
            } ?? .empty
        return """
            <p>\(Button(t("petitions.draft.next.button"), name: Self.field, value: "on")) \
            \(later.html, when: petition != nil) \(back)</p>
            """
    }
}
