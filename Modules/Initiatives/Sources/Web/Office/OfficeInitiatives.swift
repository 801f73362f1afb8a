import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Text
import Web

/// `/admin/spaces/:space/initiatives`: the initiatives of a space, as whoever runs it finds them.
struct OfficeInitiatives: Sendable {
    let initiatives: Initiatives

    private var office: InitiativeOffice { InitiativeOffice(initiatives: initiatives) }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let browse = Browse(visitor.visit.query)
        let found = try await initiatives.browse(browse, in: staff.scope)
        let search = InitiativeSearch(
            browse: browse,
            visitor: visitor,
            list: InitiativeOffice.path(visitor)
        )
        let isEmpty = found.page.items.isEmpty
        // Nobody has looked for anything: there is none yet.
        let isNew = isEmpty && found.counts[.all] == 0 && browse.words.isEmpty
        let nothing =
            isNew
            ? EmptyState(
                title: t("initiatives.office.empty.title"),
                text: t("initiatives.office.empty")
            )
            : EmptyState(
                title: t("initiatives.office.none.title"),
                text: t("initiatives.office.none")
            )
        let register = ButtonLink(
            t("initiatives.office.register"),
            to: InitiativeOffice.path(visitor, "registration")
        )
        let keys = ButtonLink(
            t("initiatives.office.authorities"),
            to: InitiativeOffice.path(visitor, "authorities"),
            kind: .secondary
        )
        let content: HTML = """
            <p>\(register) \(keys)</p>
            \(search.form, when: !isNew)\(search.choices(found.counts), when: found.counts[.all] > 0)
            \(nothing.html, when: isEmpty)\(table(found, visitor), when: !isEmpty)
            \(ListTurning(found.page, of: InitiativeOffice.path(visitor), for: browse, t: t))
            """
        return office.page(t("initiatives.office.title"), content, for: staff)
    }

    private func table(_ found: Found, _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        return DataTable(
            caption: "\(t("initiatives.office.caption"))",
            columns: [
                .init(t("initiatives.office.initiative")), .init(t("office.spaces.state")),
                .init(t("initiatives.office.collection")),
                .init(t("initiatives.progress.statements"), isNumber: true),
            ],
            rows: found.page.items.map { item in
                let said = item.said(in: visitor.visit.language.text)
                return DataTable.Row([
                    """
                    <a href="\(url: InitiativeOffice.path(visitor, item.id.text))" \
                    lang="\(said.language)">\(said.title)</a><br>\(item.id.registrationNumber)
                    """,
                    "\(visitor.stateTag(of: item))",
                    collection(item, t),
                    "\(item.isKnown ? t.number(item.total) : "–")",
                ])
            }
        ).html
    }

    private func collection(_ item: InitiativeItem, _ t: Translator) -> HTML {
        guard let period = item.period else { return "–" }
        let end = item.collectionEnd ?? period.lastDay
        return "\(t.date(period.firstDay)) – \(t.date(end))"
    }
}
