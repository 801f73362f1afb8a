import Comments
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Web

/// `/` and `/:initiative`: the list, and one initiative with its form.
///
/// Handlers only translate: request to values, outcome to reply.
struct InitiativePages: Sendable {
    let initiatives: Initiatives

    private var pages: PageBuilder { initiatives.host.pages }

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let browse = Browse(visitor.visit.query)
        let view = InitiativeListPage(
            browse: browse,
            found: try await initiatives.browse(browse, in: visitor.scope),
            visitor: visitor,
            assets: pages.assets
        )
        return pages.page(
            title: view.title,
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                description: visitor.t("initiatives.list.lead"),
                feed: Discovery.link(for: visitor)
            )
        ).shared()
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await initiatives.recentDetails(for: visitor)
        let state = preselected(for: visitor)
        let panel = SignPanel(
            details: details,
            memberStates: initiatives.memberStates,
            memberState: state,
            form: nil,
            problems: StatementProblems(),
            visitor: visitor,
            languages: pages.languages(visitor.visit)
        )
        let discussion = try await initiatives.host.comments.section(
            of: visitor.scope.subject(of: details.initiative.id),
            for: visitor
        )
        return page(details, panel: panel.html, discussion: discussion, visitor: visitor).shared()
    }

    func rules(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let view = RulesPage(
            memberStates: initiatives.memberStates,
            today: CivilZone.brussels.date(at: visitor.now),
            visitor: visitor
        )
        return pages.page(
            title: visitor.t("initiatives.page.rules"),
            content: view.html,
            visit: visitor.visit,
            extras: .init(description: visitor.t("initiatives.rules.lead"))
        ).shared()
    }

    /// The page of an initiative around a panel.
    ///
    /// When it answers a form, its language menu leads to the page on which that form stands, and
    /// its title says what is read first.
    func page(
        _ details: InitiativeDetails,
        panel: HTML,
        discussion: HTML = .empty,
        hasProblems: Bool = false,
        answering memberState: MemberState? = nil,
        visitor: VisitorContext
    ) -> Reply {
        let initiative = details.initiative
        let view = InitiativePage(
            details: details,
            panel: panel,
            discussion: discussion,
            map: initiatives.map,
            visitor: visitor,
            assets: pages.assets,
            fragments: initiatives.fragments
        )
        let said = initiative.said(in: visitor.visit.language.text)
        let objectives = said.text.objectives
        let description = objectives.count > 200 ? objectives.prefix(199) + "…" : objectives[...]
        let wrong = visitor.t("form.errors.pageTitle", ["title": .text(said.title)])
        return pages.page(
            title: hasProblems ? wrong : said.title,
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                description: String(description),
                scripts: discussion.isEmpty ? ["js/sign.js"] : ["js/sign.js", "js/counter.js"],
                isIndexed: memberState == nil,
                address: memberState.map { state in
                    visitor.localAddress(initiative.id.text) + "?country=" + state.code
                },
                feed: Discovery.link(for: visitor),
                picture: Previews.social(details, for: visitor),
                accent: initiative.dossier.campaign.lookAccent
            )
        )
    }

    /// The nationality in the address, else the one that the browser's language suggests.
    private func preselected(for visitor: VisitorContext) -> MemberState? {
        let asked = visitor.visit.query["country"]
        return initiatives.memberStates[asked.isEmpty ? visitor.visit.reader : asked.uppercased()]
    }

    /// The state to which the first language of a browser points; empty when there is none.
    func nationality(suggestedBy preference: LanguagePreference) -> String {
        let states = initiatives.memberStates
        guard let tag = preference.ranges.first else { return "" }
        if let region = tag.region { return states[region]?.code ?? "" }
        // A language without a region points to a state when only one has it.
        let speakers = states.all.filter { $0.languages.contains(tag.language.lowercased()) }
        return speakers.count == 1 ? speakers[0].code : ""
    }
}

extension Initiatives {
    /// The initiative in the address, as it was within the last second.
    ///
    /// Throws `notFound` when it has none of that number.
    func recentDetails(for visitor: VisitorContext) async throws -> InitiativeDetails {
        guard let id = Initiative.ID(try visitor.parameter("initiative")),
            let details = try await showRecent(id, in: visitor.scope)
        else { throw PageError.notFound }
        return details
    }

    /// The initiative in the address.
    ///
    /// Throws `notFound` when it has none of that number.
    func details(for visitor: VisitorContext) async throws -> InitiativeDetails {
        guard let id = Initiative.ID(try visitor.parameter("initiative")),
            let details = try await show(id, in: visitor.scope)
        else { throw PageError.notFound }
        return details
    }
}
