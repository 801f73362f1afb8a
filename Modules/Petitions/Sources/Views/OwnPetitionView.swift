import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Web

/// A petition as its author follows it: how far it is, what is expected of them and by when, what happened, and
/// what they can do.
struct OwnPetitionView: Component {
    let found: AuthoredPetition
    /// That of its first supporters, while it gathers them.
    let link: String?
    /// Whether petitions are submitted now.
    let isOpen: Bool
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { found.petition }
    private var state: PetitionState { petition.state(at: visitor.now) }

    var title: String {
        t("petitions.mine.number", ["number": .number(petition.id.number)])
    }

    var html: HTML {
        let wish = CorrectionWish(found, visitor)?.html ?? .empty
        let gathering = link.map(supporters) ?? .empty
        return """
            \(done)<p class="tags">\(state.tag(t))</p>
            <p class="lead" lang="\(petition.language)" dir="auto">\(petition.title)</p>
            \(wish)
            <section><h2>\(t("petitions.mine.now"))</h2>\(now)\(deadline)\(ways)</section>
            \(gathering)
            <section><h2>\(t("petitions.mine.course"))</h2>\(OwnCourse(found: found, visitor: visitor))</section>
            \(text)
            """
    }

    /// What was done on the page before this one.
    private var done: HTML {
        let name = visitor.visit.query["done"]
        guard ["saved", "gathering", "submitted", "withdrawn"].contains(name) else { return .empty }
        return Notice(.success, title: t(MessageKey("petitions.mine.done", name))).html
    }

    /// What that means, for whoever wrote it.
    private var now: HTML {
        let words = t(
            MessageKey("petitions.mine.state", state.rawValue),
            [
                "number": .number(petition.shownSignatures),
                "goal": .number(petition.terms.threshold),
            ]
        )
        return "<p>\(words)</p>\(reason)\(joined)"
    }

    /// Why it was refused, in the words of the catalogue and of whoever decided.
    private var reason: HTML {
        guard let refusal = petition.refusal, petition.stage == .refused else { return .empty }
        let word = found.choices.word(refusal.reason, .reason, t)
        let said = refusal.texts.said(in: t.language.text, petition.language)?.text ?? ""
        return """
            <p><strong>\(t("petitions.mine.reason", ["reason": .text(word)]))</strong></p>
            \(Prose(said).html, when: !said.isEmpty)
            """
    }

    private var joined: HTML {
        guard let other = found.joined else { return .empty }
        let name: HTML = """
            <a href="\(url: visitor.spacePath(other.id.text))" lang="\(other.language)" \
            dir="auto">\(other.title)</a>
            """
        return "<p>\(t.markup("petitions.mine.joined", ["title": name]))</p>"
    }

    private var deadline: HTML {
        let closesAt = state.isSignable ? petition.closesAt : nil
        guard petition.stage != .correction, let due = closesAt ?? petition.dueAt else {
            return .empty
        }
        return "<p>\(t.markup("petitions.mine.until", ["date": Moment(due, visitor).html]))</p>"
    }

    /// The buttons: on with it first, away with it last.
    private var ways: HTML {
        let ways = [onward, publicPage, back].filter { !$0.isEmpty }
        guard let first = ways.first else { return .empty }
        let all = ways.dropFirst().reduce(first) { "\($0) \($1)" }
        return "<p>\(all)</p>"
    }

    private var onward: HTML {
        switch state {
        case .draft, .correction:
            let gaps = DraftGap.all(of: petition, among: found.choices)
            let step = state == .correction ? .title : gaps.first?.step ?? .check
            let label = t(
                state == .draft
                    ? "petitions.mine.continue.button" : "petitions.mine.correct.button"
            )
            return ButtonLink(label, to: AuthorDesk.path(petition.id, step, in: visitor)).html
        default: return .empty
        }
    }

    private var publicPage: HTML {
        guard petition.isPublic else { return .empty }
        return ButtonLink(
            t("petitions.mine.public.button"),
            to: visitor.spacePath(petition.id.text),
            kind: .secondary
        ).html
    }

    private var back: HTML {
        if state == .draft {
            let path = AuthorDesk.path(petition.id, "removal", in: visitor)
            return ButtonLink(t("petitions.mine.remove.button"), to: path, kind: .quiet).html
        }
        guard Petitions.canWithdraw(petition, at: visitor.now) else { return .empty }
        let path = AuthorDesk.path(petition.id, "withdrawal", in: visitor)
        return ButtonLink(t("petitions.mine.withdraw.button"), to: path, kind: .quiet).html
    }

    /// The link to pass on, how many have come by it, and the button once these are enough.
    private func supporters(_ link: String) -> HTML {
        let (count, needed) = (petition.signatures, petition.terms.supporters)
        let values: MessageValues = ["count": .number(needed), "number": .number(count)]
        let field = CopyField(
            FieldFrame(
                name: "link",
                label: t("petitions.supporters.link"),
                hint: "\(t("petitions.supporters.link.hint"))"
            ),
            text: link,
            t: t
        )
        let bar = ProgressBar(
            caption: t("petitions.supporters.count", values),
            value: count,
            goal: needed
        )
        let path = AuthorDesk.path(petition.id, "submission", in: visitor)
        let form: HTML = """
            <form method="post" action="\(url: path)">
            <input type="hidden" name="mark" value="\(String(petition.mark))">
            <p>\(Button(t("petitions.check.submit.button")))</p></form>
            """
        let isReady = count >= needed && isOpen && state == .gathering
        return """
            <section><h2>\(t("petitions.supporters.title"))</h2>
            <p>\(t("petitions.supporters.text", values))</p>\(bar)\(field)\
            \(form, when: isReady)</section>
            """
    }

    private var text: HTML {
        guard state != .draft, !petition.body.isEmpty else { return .empty }
        let preview = PetitionPreview(
            found: found,
            name: petition.isAuthorShown ? visitor.visit.session?.member?.name : nil,
            visitor: visitor
        )
        return """
            <details><summary>\(t("petitions.mine.text"))</summary><div>\(preview)</div></details>
            """
    }
}

/// What happened to a petition, each with its day and what was said, also what readers do not see.
struct OwnCourse: Component {
    let found: AuthoredPetition
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let begun = Timeline.Entry(
            title: t("petitions.mine.begun"),
            detail: Moment(found.petition.createdAt, visitor).html,
            state: .done
        )
        return Timeline([begun] + found.events.map(entry), t: t).html
    }

    private func entry(_ event: PetitionEvent) -> Timeline.Entry {
        let words = PetitionEventWords(
            event: event,
            petition: found.petition,
            thresholds: found.thresholds,
            t: t
        )
        let said = words.said ?? ""
        return Timeline.Entry(
            title: words.title,
            detail: """
                \(Moment(event.at, visitor))\("<br>\(said)", when: !said.isEmpty)
                """,
            state: .done
        )
    }
}
