import Comments
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `/`, `/rules`, `/feed` and `/:petition`: the list, the rules, and one petition with the way to sign it.
///
/// Handlers only translate: request to values, outcome to reply.
struct PetitionPages: Sendable {
    let petitions: Petitions

    private var pages: PageBuilder { petitions.host.pages }

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let visit = PetitionVisit(visitor.visit.query)
        let view = PetitionListPage(
            visit: visit,
            found: try await petitions.browse(
                visit,
                on: visitor.tenant.zone.date(at: visitor.now),
                in: visitor.scope
            ),
            visitor: visitor
        )
        return pages.page(
            title: view.title,
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                description: visitor.t("petitions.list.lead"),
                feed: Self.feedLink(for: visitor)
            )
        ).shared()
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await petitions.recentDetails(for: visitor)
        let petition = details.petition
        let panel = PetitionSignPanel(
            details: details,
            ways: try await petitions.signingWays(to: petition, for: visitor),
            visitor: visitor
        )
        // Nobody talks about what nobody may read.
        let discussion: HTML =
            try await petition.isTextHidden
            ? .empty
            : petitions.host.comments.section(
                of: visitor.scope.subject(of: petition.id),
                for: visitor
            )
        let view = PetitionPage(
            details: details,
            panel: panel.html,
            discussion: discussion,
            visitor: visitor,
            reading: petitions.reading
        )
        let isLive = petition.state(at: visitor.now).isSignable
        let scripts = ["js/copy.js"] + (isLive ? ["js/live.js"] : [])
        return pages.page(
            title: Self.title(of: petition, visitor),
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                description: Self.description(of: petition),
                scripts: discussion.isEmpty ? scripts : scripts + ["js/counter.js"],
                isIndexed: !petition.isTextHidden,
                feed: Self.feedLink(for: visitor)
            )
        ).shared()
    }

    func rules(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let (thresholds, choices) = try await petitions.host.database.read(in: visitor.scope) {
            transaction in
            (
                try PetitionThresholdStore.all(in: &transaction),
                try PetitionChoiceStore.all(in: &transaction)
            )
        }
        let view = PetitionRulesPage(
            terms: PetitionTerms(for: visitor),
            thresholds: thresholds,
            choices: choices,
            visitor: visitor
        )
        return pages.page(
            title: visitor.t("petitions.rules.title"),
            content: view.html,
            visit: visitor.visit,
            extras: .init(description: visitor.t("petitions.rules.lead"))
        ).shared()
    }

    /// The newest petitions, for programs that look by themselves.
    func feed(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let newest = try await petitions.host.database.read(in: visitor.scope) { transaction in
            try PetitionStore.newest(in: &transaction)
        }
        let feed = AtomFeed(
            title: visitor.t("petitions.feed.title"),
            entries: newest.map { petition in
                AtomFeed.Entry(
                    name: petition.id.text,
                    title: petition.title,
                    summary: Self.description(of: petition),
                    language: petition.language,
                    published: petition.terms.civilZone.date(
                        at: petition.publishedAt ?? petition.stageSince
                    ),
                    path: visitor.spacePath(petition.id.text)
                )
            },
            visitor: visitor
        )
        return .xml(feed.html, type: AtomFeed.mediaType)
    }

    /// What a petition is called where only its text stands.
    static func title(of petition: Petition, _ visitor: VisitorContext) -> String {
        guard petition.isTextHidden else { return petition.title }
        return visitor.t("petitions.card.hidden", ["number": .number(petition.id.number)])
    }

    /// How its text begins; nothing where that is kept from readers.
    static func description(of petition: Petition) -> String {
        guard !petition.isTextHidden else { return "" }
        let plain = PetitionText.plain(petition.body).replacing("\n", with: " ")
        return plain.count > Limits.excerptCharacters
            ? String(plain.prefix(Limits.excerptCharacters - 1)) + "…" : plain
    }

    /// For the head of a page.
    static func feedLink(for visitor: VisitorContext) -> NavigationLink {
        NavigationLink(
            path: visitor.spacePath("feed"),
            label: visitor.t("petitions.feed.title")
        )
    }
}
