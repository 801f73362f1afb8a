import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Web

/// One petition in the office: where it stands, what is to be decided, what it says, and what colleagues noted.
struct OfficePetitionPage: Component {
    let found: OfficeCase
    let typed: Typed
    /// What somebody typed as a note that was not kept.
    let note: String
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var petition: Petition { found.petition }
    private var path: Path { PetitionOffice.path(visitor, petition.id.text) }

    var html: HTML {
        """
        <p>\(petition.state(at: visitor.now).tag(t)) \(PetitionOffice.name(petition.id, t))\(tags)</p>
        \(claim)
        <section><h2>\(t("petitions.office.steps"))</h2>\(steps)</section>
        <section><h2>\(t("petitions.office.facts"))</h2>\(SummaryList(facts))</section>
        <section><h2>\(t("petitions.office.text"))</h2>\(PetitionBody(petition))\(documents)</section>
        <section><h2>\(t("petitions.office.course"))</h2>\(course)</section>
        \(OfficeNotes(found: found, typed: typed, note: note, staff: staff))
        """
    }

    private var tags: HTML {
        let words = found.tags.sorted().map { tag -> HTML in
            " \(Tag(found.choices.word(tag, .tag, t)))"
        }
        return "\(words)"
    }

    // Who works at it.

    private var claim: HTML {
        let claimed = petition.claim(at: visitor.now)
        guard let claimed else {
            return form(
                "claims",
                "claim",
                "petitions.office.claim.text",
                Button(t("petitions.office.claim"), kind: .secondary)
            )
        }
        guard claimed == staff.member.id else {
            return Notice(
                .warning,
                title: t("petitions.office.claim.other.title"),
                content: """
                    <p>\(t.markup(
                        "petitions.office.claimed", ["name": found.people[claimed].html(t)]))</p>
                    """
            ).html
        }
        return form(
            "claims/releases",
            "claim",
            "petitions.office.claim.own",
            Button(t("petitions.office.release"), kind: .quiet)
        )
    }

    private func form(
        _ place: String,
        _ name: String,
        _ words: MessageKey,
        _ button: Button
    ) -> HTML {
        let action = place.split(separator: "/").reduce(path) { $0.appending(String($1)) }
        return """
            <form method="post" action="\(url: action)" id="field-\(name)" tabindex="-1">
            <p class="hint">\(t(words))</p><p>\(button)</p></form>
            """
    }

    // What can be decided.

    private var steps: HTML {
        let open = Petitions.steps(from: petition, for: staff)
        guard !open.isEmpty else { return "<p>\(t("petitions.office.steps.none"))</p>" }
        return SummaryList(
            open.map { step in
                SummaryList.Row(
                    t(MessageKey("petitions.office.do", step.name)),
                    value: "\(t(MessageKey("petitions.office.step.text", step.name)))",
                    link: t("petitions.office.step.open"),
                    to: path.appending("steps", step.name)
                )
            }
        ).html
    }

    // What is known.

    private var facts: [SummaryList.Row] {
        dates + request + outcome + ways
    }

    private var dates: [SummaryList.Row] {
        let all: [(MessageKey, Instant?)] = [
            ("petitions.office.submitted", petition.submittedAt),
            ("petitions.office.published", petition.publishedAt),
            ("petitions.office.closes", petition.closesAt),
        ]
        var rows = all.compactMap { words, at in
            at.map { SummaryList.Row(t(words), value: "\(Moment($0, visitor))") }
        }
        if let due = petition.dueAt {
            rows.insert(
                SummaryList.Row(
                    t("petitions.office.due"),
                    value: "\(Moment(due, visitor))\(DueTag(due, visitor))"
                ),
                at: 0
            )
        }
        return rows
    }

    private var request: [SummaryList.Row] {
        let choices: [(MessageKey, String?, PetitionChoice.Kind)] = [
            ("petitions.office.ask", petition.ask, .ask),
            ("petitions.office.theme", petition.theme, .theme),
        ]
        let author = found.people[petition.author].html(t)
        return [SummaryList.Row(t("petitions.office.author"), value: author)]
            + choices.map { words, key, kind in
                let word = key.map { found.choices.word($0, kind, t) } ?? "–"
                return SummaryList.Row(t(words), value: "\(word)")
            }
    }

    private var outcome: [SummaryList.Row] {
        var rows: [SummaryList.Row] = []
        if petition.publishedAt != nil {
            rows.append(
                SummaryList.Row(
                    t("petitions.office.signatures"),
                    value: "\(t.number(petition.signatures))"
                )
            )
        }
        if let refusal = petition.refusal {
            let hidden: HTML = "<br>\(t("petitions.office.refusal.hidden"))"
            let word = found.choices.word(refusal.reason, .reason, t)
            rows.append(
                SummaryList.Row(
                    t("petitions.office.refusal"),
                    value: "\(word)\(hidden, when: refusal.isTextHidden)"
                )
            )
        }
        if let decision = petition.decision {
            let word = found.choices.word(decision.kind, .decision, t)
            rows.append(
                SummaryList.Row(
                    t("petitions.office.decision"),
                    value: "\(word), \(t.date(decision.date))"
                )
            )
        }
        if let joined = petition.joinedTo {
            rows.append(
                SummaryList.Row(
                    t("petitions.office.joined"),
                    value: "\(PetitionOffice.name(joined, t))",
                    link: t("petitions.office.look"),
                    to: PetitionOffice.path(visitor, joined.text)
                )
            )
        }
        if let legislature = petition.legislature {
            rows.append(
                SummaryList.Row(t("petitions.office.legislature"), value: "\(legislature)")
            )
        }
        return rows
    }

    private var ways: [SummaryList.Row] {
        var rows: [SummaryList.Row] = []
        if petition.isPublic, visitor.space?.isPublic == true {
            rows.append(
                SummaryList.Row(
                    t("petitions.office.public"),
                    link: t("petitions.office.look"),
                    to: visitor.spacePath(petition.id.text)
                )
            )
        }
        if let space = visitor.space, staff.allows(Petitions.examine, in: space),
            petition.publishedAt != nil
        {
            rows.append(
                SummaryList.Row(
                    t("petitions.office.invalidations.title"),
                    value: "\(t.number(found.invalidations.count))",
                    link: t("petitions.office.look"),
                    to: path.appending("invalidations")
                )
            )
        }
        if staff.allowsEverywhere("site.audit") {
            let subject = visitor.scope.subject(of: petition.id).description
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

    private var documents: HTML {
        guard !found.files.isEmpty else { return .empty }
        let items = found.files.map { file -> HTML in
            let place = path.appending("files", file.file)
            return "<li><a href=\"\(url: place)\"><bdi>\(file.name)</bdi></a></li>"
        }
        return "<h3>\(t("petitions.office.documents"))</h3><ul>\(items)</ul>"
    }

    // What has happened.

    private var course: HTML {
        let items = found.events.map { event -> HTML in
            let words = PetitionEventWords(event: event, petition: petition, t: t)
            let said: HTML = words.said.map { "<br><q>\($0)</q>" } ?? .empty
            let own: HTML = " \(Tag(t("petitions.office.event.own")))"
            return """
                <li>\(Moment(event.at, visitor)) – \(words.title)\(own, when: !event.isPublic)\
                \(said)</li>

                """
        }
        let none: HTML = "<p>\(t("petitions.office.course.none"))</p>"
        let way: HTML = """
            <p><a href="\(url: path.appending("events"))">\(t("petitions.office.events.open"))</a></p>
            """
        return """
            \(none, when: items.isEmpty)\("<ul>\(items)</ul>", when: !items.isEmpty)\
            \(way, when: petition.isPublic)
            """
    }
}
