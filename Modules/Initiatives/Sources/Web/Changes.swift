import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `/:initiative/changes`: what of an initiative was changed since its registration, when and why, and what it
/// said before.
struct Changes: Sendable {
    let initiatives: Initiatives

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let initiative = try await initiatives.details(for: visitor).initiative
        let id = initiative.id
        let changes = try await initiatives.host.database.read(in: visitor.scope) {
            try InitiativeChangeStore.all(of: id, in: &$0)
        }
        let t = visitor.t
        let items = changes.map { change -> HTML in
            """
            <li><p>\(Self.day(change, t)) – \(sentence(change, initiative, visitor))</p>
            \("<blockquote>\(change.reason)</blockquote>", when: !change.reason.isEmpty)</li>

            """
        }
        let nothing = EmptyState(
            title: t("initiatives.changes.none.title"),
            text: t("initiatives.changes.none")
        )
        let title = t("initiatives.changes.title")
        return page(
            title,
            """
            \(Self.crumbs(to: title, initiative, visitor))<h1>\(title)</h1>
            <p class="lead">\(t("initiatives.changes.text"))</p>
            \(nothing.html, when: changes.isEmpty)\
            \("<ol class=\"plain\" reversed>\(items)</ol>", when: !changes.isEmpty)
            """,
            visitor
        )
    }

    /// A text as it was before it was replaced.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let initiative = try await initiatives.details(for: visitor).initiative
        guard let number = Int(try visitor.parameter("number")) else { throw PageError.notFound }
        let id = initiative.id
        let change = try await initiatives.host.database.read(in: visitor.scope) {
            try InitiativeChangeStore.find(number, of: id, in: &$0)
        }
        guard let change, let earlier = change.earlier else { throw PageError.notFound }
        let t = visitor.t
        let title = t("initiatives.changes.earlier", ["date": .date(Self.date(change))])
        let annex: HTML =
            earlier.annex.map { text in
                """
                <h3>\(t("initiatives.page.annex"))</h3>\(Prose(text, language: change.about))
                """
            } ?? .empty
        return page(
            title,
            """
            \(Self.crumbs(to: title, initiative, visitor, list: true))<h1>\(title)</h1>
            <p class="lead">\(change.reason)</p>
            <h2 lang="\(change.about)">\(earlier.title)</h2>
            <h3>\(t("initiatives.page.objectives"))</h3>
            \(Prose(earlier.objectives, language: change.about))\(annex)
            """,
            visitor
        )
    }

    private func page(_ title: String, _ content: HTML, _ visitor: VisitorContext) -> Reply {
        initiatives.host.pages.page(
            title: title,
            content: "<div class=\"reading\">\(content)</div>",
            visit: visitor.visit,
            extras: .init(isIndexed: false)
        ).shared()
    }

    /// What was done, with the way to what was there before.
    private func sentence(
        _ change: InitiativeChange,
        _ initiative: Initiative,
        _ visitor: VisitorContext
    ) -> HTML {
        let t = visitor.t
        switch change.kind {
        case .text:
            let name = LanguageTag(change.about).map {
                initiatives.host.pages.translations.name(of: $0)
            }
            let words = t(
                "initiatives.changes.replaced",
                ["language": .text(name ?? change.about)]
            )
            let path = visitor.spacePath(initiative.id.text, "changes", String(change.number))
            return """
                \(words) <a href="\(url: path)">\(t("initiatives.changes.before"))\
                <span class="visually-hidden"> – \(words)</span></a>
                """
        case .period:
            let days = change.about.split(separator: "/").compactMap { CivilDate(iso: $0) }
            guard days.count == 2 else { return "\(t("initiatives.changes.period"))" }
            return """
                \(t("initiatives.changes.period.before", [
                    "first": .date(days[0]), "last": .date(days[1]),
                ]))
                """
        case .step:
            let workflow = Initiative.workflow.changed(in: visitor.space)
            return "\(workflow.step(change.about).map { workflow.name(of: $0, t) } ?? change.about)"
        }
    }

    private static func day(_ change: InitiativeChange, _ t: Translator) -> HTML {
        Day(date(change), t).html
    }

    private static func date(_ change: InitiativeChange) -> CivilDate {
        CivilZone.brussels.date(at: change.at)
    }

    private static func crumbs(
        to current: String,
        _ initiative: Initiative,
        _ visitor: VisitorContext,
        list: Bool = false
    ) -> Breadcrumb {
        let (t, id) = (visitor.t, initiative.id)
        let above = [
            NavigationLink(path: visitor.spacePath(), label: visitor.listTitle),
            NavigationLink(path: visitor.spacePath(id.text), label: id.registrationNumber),
        ]
        let changes = NavigationLink(
            path: visitor.spacePath(id.text, "changes"),
            label: t("initiatives.changes.title")
        )
        return Breadcrumb(above: above + (list ? [changes] : []), current: current, t: t)
    }
}
