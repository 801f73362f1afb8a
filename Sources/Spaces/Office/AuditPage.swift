import Accounts
import Audit
import Kernel
import Localization
import Markup
import Web

/// What staff and operators did: each entry with its author, its subject, and what is another since.
struct AuditPage: Component {
    let entries: [AuditEntry]
    let hasMore: Bool
    let isFirst: Bool
    let search: AuditSearch
    let actions: [AuditAction]
    let names: Authors
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var list: Path { visitor.path("admin", "audit") }

    var html: HTML {
        let nothing = EmptyState(title: t("audit.none.title"), text: t("audit.none"))
        return """
            <h1>\(t("audit.title"))</h1>
            <p>\(t("audit.text"))</p>
            \(form)\(narrowed, when: search.actor != nil || search.subject != nil)
            \(table, when: !entries.isEmpty)\(nothing.html, when: entries.isEmpty)
            \(ways)
            <section><h2>\(t("audit.check.title"))</h2><p>\(t("audit.check.text"))</p>
            <form method="post" action="\(url: list.appending("checks"))">
            <p>\(Button(t("audit.check.button"), kind: .secondary))</p></form></section>
            """
    }

    private var form: HTML {
        let kept = [("actor", search.actor?.text), ("subject", search.subject?.description)]
            .compactMap { name, value -> HTML? in
                value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
            }
        let select = SelectField(
            FieldFrame(name: "action", label: t("audit.filter.action")),
            choices: [SelectField.Choice(value: "", label: t("audit.filter.all"))]
                + actions.map { .init(value: $0.name, label: name(of: $0)) },
            selected: search.action?.name ?? ""
        )
        return """
            <form method="get" action="\(url: list)">\(kept)\(select)
            <p>\(Button(t("audit.filter.button"), kind: .secondary))</p></form>
            """
    }

    /// What the list is narrowed to beside its sort, and the way out.
    private var narrowed: HTML {
        let who = search.actor.map { t("audit.of", ["name": .text(name(of: $0))]) } ?? ""
        let what = search.subject.map { t("audit.about", ["subject": .text(name(of: $0))]) } ?? ""
        return """
            <p class="meta">\(who) \(what) <a href="\(url: list)">\(t("audit.all"))</a></p>
            """
    }

    private var table: HTML {
        DataTable(
            caption: "\(t("audit.caption"))",
            columns: [
                .init(t("audit.column.number"), isNumber: true), .init(t("audit.column.when")),
                .init(t("audit.column.who")), .init(t("audit.column.what")),
                .init(t("audit.column.changes")),
            ],
            rows: entries.map(row)
        ).html
    }

    private func row(_ entry: AuditEntry) -> DataTable.Row {
        let actor = AuditSearch(actor: entry.actor).path(of: list)
        let subject = AuditSearch(subject: entry.subject).path(of: list)
        return DataTable.Row([
            "\(t.number(entry.number))", "\(Moment(entry.at, visitor))",
            "<a href=\"\(url: actor)\">\(name(of: entry.actor))</a>",
            """
            \(name(of: entry.action))<br><a href="\(url: subject)">\(name(of: entry.subject))</a>
            """,
            changes(of: entry),
        ])
    }

    private func changes(of entry: AuditEntry) -> HTML {
        guard let changes = entry.changes, !changes.fields.isEmpty else { return "–" }
        let items = changes.fields.map { field -> HTML in
            let before = changes.before[field].map { was -> HTML in "<del>\(was)</del> " } ?? .empty
            let after = changes.after[field].map { now -> HTML in "<ins>\(now)</ins>" } ?? .empty
            return "<li>\(label(of: field)): \(before)\(after)</li>"
        }
        return "<ul class=\"changes\">\(items)</ul>"
    }

    private var ways: Pagination {
        let last = entries.last.map { String($0.number) } ?? ""
        return Pagination(
            previous: isFirst ? nil : search.path(of: list),
            next: hasMore ? search.path(of: list).with("before", last) : nil,
            previousLabel: t("list.toStart"),
            t: t
        )
    }

    // Words.

    private func name(of action: AuditAction) -> String {
        t(MessageKey("audit.action", action.name))
    }

    private func name(of actor: AuditActor) -> String {
        guard let member = actor.member else {
            return t(MessageKey("audit.actor", actor.text))
        }
        return names[member].name(t)
    }

    private func name(of subject: Subject) -> String {
        switch subject.kind.name {
        case "member":
            return names[Member.ID(subject.id)].name(t)
        case "space":
            let space = visitor.site.spaces.first { $0.id.description == subject.id }
            return space?.title(t) ?? t("audit.kind.space")
        case "institution": return visitor.institution
        case "invitation", "mailbox": return t(MessageKey("audit.kind", subject.kind.name))
        default: return subject.id
        }
    }

    /// `Title (Français)`: what stands behind the stroke is a language, or a word that was chosen here.
    private func label(of field: String) -> String {
        let parts = field.split(separator: "/", maxSplits: 1).map(String.init)
        let label = t(MessageKey("audit.field", parts[0]))
        guard parts.count == 2 else { return label }
        let language = LanguageTag(parts[1]).flatMap { tag in
            visitor.tenant.languages.contains(tag)
                ? pages.translations.translator(for: tag)("language.name") : nil
        }
        return t(
            "audit.field.of",
            ["field": .text(label), "of": .text(language ?? parts[1])]
        )
    }
}
