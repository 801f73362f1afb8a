import Kernel
import Localization
import Markup
import Web

/// What can be decided: by one press for what comes often, and with every field for the rest.
///
/// Two forms, so that nobody who presses Enter in a field presses a button of the other.
struct DecidePanel: Component {
    let file: CaseFile
    let visit: QueueVisit
    let form: DecisionForm?
    let typed: Typed
    let pages: PageBuilder
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }

    var html: HTML {
        let heading: HTML = """
            <h2 id="field-decide" tabindex="-1">\(t("moderation.decide.title"))</h2>
            """
        if let why = obstacle {
            return "<section class=\"decide\">\(heading)<p>\(why)</p></section>"
        }
        return """
            <section class="decide">\(heading)\(suspended)\(quick)\(own)</section>
            """
    }

    /// Why nothing can be decided; nil where it can.
    private var obstacle: String? {
        guard file.item.isOpen else { return t("moderation.decide.closed") }
        if let refusal = file.obstacle { return ModerationOffice.message(refusal, visitor) }
        return file.card == nil || acts.isEmpty ? t("moderation.decide.nothing") : nil
    }

    /// What makes sense as it stands; the first is what needs no reasons.
    private var acts: [Decision.Action] {
        switch file.standing.visibility {
        case .awaiting: [.publish, .hide, .suspend]
        case .published: [.publish, .hide, .label, .suspend]
        case .hidden: [.restore, .hide, .suspend]
        case .withdrawn: []
        }
    }

    private var suspended: HTML {
        file.suspension == nil ? .empty : "<p class=\"meta\">\(t("moderation.case.suspended"))</p>"
    }

    private var action: Path {
        ModerationOffice.path("cases", file.item.number, visitor).appending("decisions")
    }

    private var blank: DecisionForm {
        let standard = StandardFacts(pages: pages, visitor: visitor)
        let language = standard.language(of: file.card?.language)
        let facts = standard.text(in: language, reports: file.item.reportCount)
        return DecisionForm(facts: facts, in: language, over: file.item.revision)
    }

    /// A button each: to let it stand, and to hide it for each of the reasons that are written beforehand.
    private var quick: HTML {
        let blank = self.blank
        let shows = file.standing.visibility == .hidden ? "restore" : "publish"
        let words: MessageKey =
            switch file.standing.visibility {
            case .hidden: "moderation.quick.restore"
            case .awaiting: "moderation.quick.publish"
            case .published, .withdrawn: "moderation.quick.keep"
            }
        let hides = file.standing.visibility == .hidden ? [] : file.templates.prefix(9)
        let reasons = hides.enumerated().map { index, template -> HTML in
            Button(
                t("moderation.quick.hide", ["reason": .text(template.name.text(in: t.language))]),
                kind: .secondary,
                id: "key-\(index + 1)",
                name: "quick",
                value: "hide.\(template.number ?? 0)"
            ).html
        }
        let setup = ModerationOffice.path("templates", visitor)
        let none: HTML = """
            <p class="hint"><a href="\(url: setup)">\(t("moderation.quick.none"))</a></p>
            """
        return """
            <form method="post" action="\(url: action)">\(visit.fields)
            <input type="hidden" name="revision" value="\(blank.revision)">\
            \(hidden("facts", blank.facts))\(hidden("language", blank.language))
            <p class="acts">\(Button(t(words), id: "key-p", name: "quick", value: shows))
            \(reasons)</p></form>\(none, when: file.templates.isEmpty)
            """
    }

    private func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// Everything else, folded up until somebody needs it or has made a mistake in it.
    private var own: HTML {
        var form = self.form ?? blank
        // Whoever was told what somebody else did may decide on what is there now.
        form.revision = String(file.item.revision)
        let fields = DecisionFields(
            form: form,
            typed: typed,
            actions: acts,
            templates: file.templates,
            reachesSite: staff.allowsEverywhere(Moderation.permission),
            pages: pages,
            visitor: visitor
        )
        return """
            <details class="other-way"\(attribute: "open", when: !typed.isFine)>\
            <summary id="key-w">\(t("moderation.decide.own"))</summary>
            <div><form method="post" action="\(url: action)" novalidate>\(visit.fields)
            <input type="hidden" name="revision" value="\(form.revision)">
            \(fields)<p>\(Button(t("moderation.decide.button")))</p></form></div></details>
            """
    }
}
