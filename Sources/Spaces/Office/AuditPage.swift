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
    let filter: AuditFilter
    let typed: Typed
    let actions: [AuditAction]
    let words: AuditWords
    let visitor: VisitorContext

    private var t: Translator { words.t }
    private var list: Path { visitor.path("admin", "audit") }

    var html: HTML {
        let nothing = EmptyState(title: t("audit.none.title"), text: t("audit.none"))
        let isNarrowed = filter.actor != nil || filter.subject != nil
        return """
            \(ErrorSummary(problems: typed.list, t: t))<h1>\(t("audit.title"))</h1>
            <p>\(t("audit.text"))</p>
            \(form)\(narrowed, when: isNarrowed)
            \(table, when: !entries.isEmpty)\(nothing.html, when: entries.isEmpty && typed.isFine)
            \(ways)\(export, when: !entries.isEmpty)
            <section><h2>\(t("audit.check.title"))</h2><p>\(t("audit.check.text"))</p>
            <form method="post" action="\(url: list.appending("checks"))">
            <p>\(Button(t("audit.check.button"), kind: .secondary))</p></form></section>
            """
    }

    private var form: HTML {
        let kept = [("actor", filter.actor?.text), ("subject", filter.subject?.description)]
            .compactMap { name, value -> HTML? in
                value.map { "<input type=\"hidden\" name=\"\(name)\" value=\"\($0)\">" }
            }
        let select = SelectField(
            FieldFrame(
                name: "action",
                label: t("audit.filter.action"),
                hint: "\(t("audit.filter.hint"))"
            ),
            choices: [SelectField.Choice(value: "", label: t("audit.filter.all"))]
                + actions.map { .init(value: $0.name, label: words.name(of: $0)) },
            selected: filter.action?.name ?? ""
        )
        let form: HTML = """
            <form method="get" action="\(url: list)" novalidate>\(kept)\(select)
            \(date("first", filter.first))\(date("last", filter.last))
            <p>\(Button(t("audit.filter.button"), kind: .secondary))</p></form>
            """
        // Closed, the list stands on the first screen.
        let isOpen =
            filter.action != nil || !filter.first.isEmpty || !filter.last.isEmpty || !typed.isFine
        return """
            <details\(attribute: "open", when: isOpen)><summary>\(t("audit.filter.title"))</summary>\
            <div>\(form)</div></details>
            """
    }

    private func date(_ name: String, _ value: DateField.Typed) -> DateField {
        DateField(
            FieldFrame(
                name: name,
                label: t(MessageKey("audit.filter", name)),
                problem: typed.problem(name)
            ),
            typed: value,
            t: t
        )
    }

    /// What is shown and what is on other pages, for a spreadsheet.
    private var export: HTML {
        let values: MessageValues = ["count": .number(Limits.auditExportRows)]
        let link = ButtonLink(
            t("audit.export.button"),
            to: filter.path(of: list.appending("entries")),
            kind: .secondary
        )
        return """
            <section><h2>\(t("audit.export.title"))</h2><p>\(t("audit.export.text", values))</p>
            <p>\(link)</p></section>
            """
    }

    /// What the list is narrowed to beside its sort, and the way out.
    private var narrowed: HTML {
        let who = filter.actor.map { t("audit.of", ["name": .text(words.name(of: $0))]) } ?? ""
        let what =
            filter.subject.map { t("audit.about", ["subject": .text(words.name(of: $0))]) } ?? ""
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
        let actor = AuditFilter(actor: entry.actor).path(of: list)
        let subject = AuditFilter(subject: entry.subject).path(of: list)
        return DataTable.Row([
            "\(t.number(entry.number))", "\(Moment(entry.at, visitor))",
            "<a href=\"\(url: actor)\">\(words.name(of: entry.actor))</a>",
            """
            <span>\(words.name(of: entry.action))<br>\
            <a href="\(url: subject)">\(words.name(of: entry.subject))</a></span>
            """,
            changes(of: entry),
        ])
    }

    private func changes(of entry: AuditEntry) -> HTML {
        guard let changes = entry.changes, !changes.fields.isEmpty else { return "–" }
        let items = changes.fields.map { field -> HTML in
            let was = changes.before[field].map { value($0, of: field, in: entry) }
            let now = changes.after[field].map { value($0, of: field, in: entry) }
            let before = was.map { was -> HTML in "<del>\(was)</del> " } ?? .empty
            let after = now.map { now -> HTML in "<ins>\(now)</ins>" } ?? .empty
            return "<li>\(words.head(of: field)) \(before)\(after)</li>"
        }
        return "<ul class=\"changes\">\(items)</ul>"
    }

    /// What stands in a field; an account leads to everything that was done to it.
    private func value(_ text: String, of field: String, in entry: AuditEntry) -> HTML {
        let value = words.value(text, of: field, in: entry)
        guard field == "member" else { return "\(value)" }
        let account = Subject(space: .site, kind: "member", id: text)
        return "<a href=\"\(url: AuditFilter(subject: account).path(of: list))\">\(value)</a>"
    }

    private var ways: Pagination {
        let last = entries.last.map { String($0.number) } ?? ""
        return Pagination(
            previous: isFirst ? nil : filter.path(of: list),
            next: hasMore ? filter.path(of: list).with("before", last) : nil,
            previousLabel: t("list.toStart"),
            t: t
        )
    }
}
