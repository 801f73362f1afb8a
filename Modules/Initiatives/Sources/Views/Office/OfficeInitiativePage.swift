import Kernel
import Localization
import Markup
import Spaces
import Web

/// One initiative in the office: what is to be done next, and everything of it with the way to change it.
struct OfficeInitiativePage: Component {
    let dossier: OfficeDossier
    let memberStates: MemberStates
    let pages: PageBuilder
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var initiative: Initiative { dossier.initiative }
    private var path: Path { InitiativeOffice.path(visitor, initiative.id.text) }

    var html: HTML {
        let next = NextSteps(dossier: dossier, memberStates: memberStates, staff: staff).items
        let list: HTML = "<ul>\(next)</ul>"
        return """
            <p>\(visitor.stateTag(of: initiative)) \(initiative.id.registrationNumber)</p>
            <section><h2>\(t("initiatives.office.next"))</h2>\(list, when: !next.isEmpty)\
            \("<p>\(t("initiatives.office.next.none"))</p>", when: next.isEmpty)</section>
            <section><h2>\(t("initiatives.office.everything"))</h2>
            \(SummaryList(collection + register + campaign))</section>
            <section><h2>\(t("initiatives.office.steps"))</h2>\(steps)</section>
            """
    }

    private var collection: [SummaryList.Row] {
        let deadlines = Deadlines(initiative)
        let dates = [
            initiative.period == nil ? ("begin", deadlines.begin) : nil,
            deadlines.send.map { ("send", $0) }, deadlines.destroy.map { ("destroy", $0) },
        ].compactMap(\.self).map { name, date -> HTML in
            "<li>\(t(MessageKey("initiatives.office.deadline", name), ["date": .date(date)]))</li>"
        }
        let period = InitiativeTimeline.collection(initiative, at: visitor.now, t)
        let canSchedule = [.scheduled, .closed].contains(initiative.stage)
        return [
            canSchedule
                ? SummaryList.Row(
                    t("initiatives.office.collection"),
                    value: period,
                    link: t("initiatives.office.change"),
                    to: path.appending("period")
                ) : SummaryList.Row(t("initiatives.office.collection"), value: period),
            SummaryList.Row(t("initiatives.office.deadlines"), value: "<ul>\(dates)</ul>"),
        ]
    }

    private var register: [SummaryList.Row] {
        let names = initiative.presentation.organisers.map { organiser -> HTML in
            """
            <li>\(organiser.name), \(t(MessageKey("country", organiser.residence)))</li>
            """
        }
        let documents = initiative.dossier.documents.map { document -> HTML in
            "<li><bdi>\(document.name)</bdi></li>"
        }
        return languages.map(text) + [
            SummaryList.Row(
                t("initiatives.office.about.title"),
                value: "<ul>\(names)</ul>",
                link: t("initiatives.office.change"),
                to: path.appending("about")
            ),
            SummaryList.Row(
                t("initiatives.page.documents"),
                value: "<ul>\(documents)</ul>",
                link: t("initiatives.office.change"),
                to: path.appending("documents")
            ),
        ]
    }

    /// Those of the site, then others in which something is written: its own may be among them.
    private var languages: [LanguageTag] {
        let spoken = visitor.tenant.languages
        let written = initiative.allTexts.compactMap { LanguageTag($0.language) }
        return spoken + written.filter { !spoken.contains($0) }
    }

    /// What it says in a language, or that nobody has written it.
    private func text(_ language: LanguageTag) -> SummaryList.Row {
        let name = pages.translations.name(of: language)
        let text =
            language.text == initiative.language
            ? initiative.original : initiative.translations[language.text]
        let words: MessageKey =
            text == nil ? "initiatives.office.text.write" : "initiatives.office.text.replace"
        return SummaryList.Row(
            t("initiatives.office.text.in", ["language": .text(name)]),
            value: text.map { "<span lang=\"\(language.text)\">\($0.title)</span>" } ?? "–",
            link: t(words),
            to: path.appending("texts", language.text)
        )
    }

    private var campaign: [SummaryList.Row] {
        var rows = [
            SummaryList.Row(
                t("initiatives.office.organisers"),
                link: t("initiatives.office.organisers.action"),
                to: path.appending("organisers")
            ),
            outside(
                t("initiatives.manage.title"),
                link: t("initiatives.office.open"),
                to: visitor.spacePath(initiative.id.text, "manage")
            ),
            outside(
                t("initiatives.changes.title"),
                value: "\(t.number(initiative.changes))",
                link: t("initiatives.changes.read"),
                to: visitor.spacePath(initiative.id.text, "changes")
            ),
            outside(
                t("initiatives.anomalies.title"),
                link: t("initiatives.anomalies.look"),
                to: visitor.spacePath(initiative.id.text, "anomalies")
            ),
        ]
        if staff.allowsEverywhere("site.audit") {
            let subject = visitor.scope.subject(of: initiative.id).description
            rows.append(
                SummaryList.Row(
                    t("audit.title"),
                    link: t("office.space.history"),
                    to: visitor.path("admin", "audit").with("subject", subject)
                )
            )
        }
        return rows
    }

    /// Something that has its page in the space itself, which a draft shows to nobody.
    private func outside(
        _ term: String,
        value: HTML = .empty,
        link words: String,
        to path: Path
    ) -> SummaryList.Row {
        guard visitor.space?.isPublic == true else {
            return SummaryList.Row(term, value: "\(t("initiatives.office.afterDraft"))")
        }
        return SummaryList.Row(term, value: value, link: words, to: path)
    }

    /// Every step that leads on from here, with what it means.
    private var steps: HTML {
        let open = Initiatives.steps(of: initiative, for: staff)
        guard !open.isEmpty else { return "<p>\(t("initiatives.office.steps.none"))</p>" }
        let workflow = Initiative.workflow.changed(in: visitor.space)
        return SummaryList(
            open.map { step in
                SummaryList.Row(
                    workflow.name(of: step, t),
                    value: "\(StepWords(step, visitor).effects)",
                    link: t("initiatives.office.step.open"),
                    to: path.appending("steps", step.name)
                )
            }
        ).html
    }
}

/// What a step of the workflow does, in words.
struct StepWords {
    private let step: Workflow.Step
    private let visitor: VisitorContext

    init(_ step: Workflow.Step, _ visitor: VisitorContext) {
        self.step = step
        self.visitor = visitor
    }

    private var t: Translator { visitor.t }

    /// Where it leads, what happens then, and whether it can be taken back.
    var effects: HTML {
        let state = Initiative.workflow.changed(in: visitor.space).name(of: step.to, t)
        let leads = t("initiatives.office.step.leads", ["state": .text(state)])
        let needs = step.conditions.map { t(MessageKey("initiatives.office.condition", $0)) }
        let effects = step.effects.map { t(MessageKey("initiatives.office.effect", $0)) }
        // Another step stands in the list; another period is found on a page of its own.
        let undo: MessageKey =
            switch Self.undone[step.name] {
            case nil: "initiatives.office.step.final"
            case "period": "initiatives.office.step.undo.period"
            default: "initiatives.office.step.undo"
            }
        let lines = ([leads] + needs + effects + [t(undo)]).map { line -> HTML in "<li>\(line)</li>"
        }
        return "<ul>\(lines)</ul>"
    }

    /// Steps that can be taken back, and by what: another step, or another period.
    static let undone = ["close": "period", "verify": "recall", "recall": "verify"]
}
