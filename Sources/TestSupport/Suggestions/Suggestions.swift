package import Accounts
import Comments
package import Jobs
package import Kernel
import Localization
package import Markup
package import Moderation
package import Spaces
import Storage
import Text
package import Web

/// A second module, small on purpose: members suggest, staff decide, what nobody decides expires.
///
/// It answers every requirement of the contract, so that this can be tested without the rules of any
/// real module; and it is the measure of what a module has to write (`docs/MODULES.md`).
package struct Suggestions: SpaceModule {
    package static let decide: Permission = "suggestions.decide"
    package static let suggest: Feature = "suggest"
    /// How many one person may have waiting; zero for as many as they like.
    package static let waiting = Setting<Int>.number("waiting", standard: 2, in: 0...100)
    /// Whether suggestions are seen before somebody has decided.
    package static let isOpen = Setting<Bool>.flag("open", standard: true)

    package static let manifest = ModuleManifest(
        id: "suggestions",
        migrations: SuggestionMigrations.all,
        permissions: [PermissionRule(decide, roles: [.moderator])],
        features: [suggest],
        phases: [Phase("gathering", features: [suggest])],
        settings: [waiting.declaration, isOpen.declaration] + Comments.declarations,
        workflows: [Suggestion.workflow],
        facts: [.adult, .resident(of: "FR")],
        notifications: [decided, added, expiring],
        words: Comments.words,
        help: Comments.help,
        desks: [
            ModuleDesk(
                title: "Suggestions",
                action: "Decide",
                path: "waiting",
                permission: decide
            )
        ],
        comments: [.suggestion]
    )

    let host: Host
    package let engine: WorkflowEngine

    package init(host: Host) throws {
        self.host = host
        engine = try WorkflowEngine(
            Suggestion.workflow,
            hooks: Self.hooks(host),
            audit: host.audit,
            notices: WorkflowNotices([.author: Self.decided], by: host, alert: Self.expiring)
        )
    }

    package func mount(on routes: ModuleRoutes) {
        let pages = SuggestionPages(suggestions: self)
        routes.anyone.shared("/", query: PageQuery(contents: ["order"])) {
            try await pages.index($0, $1)
        }
        routes.fill("yours") { try await pages.yours($0, $1) }
        routes.anyone.get("/proof") { try await pages.proof($0, $1) }
        routes.members.post("/exports") { try await pages.export($0, $1) }
        routes.anyone.shared("/:suggestion", query: PageQuery(contents: ["order"])) {
            try await pages.show($0, $1)
        }
        routes.members.post("/suggestions") { try await pages.create($0, $1) }
        routes.members.post("/:suggestion/withdrawal") { try await pages.withdraw($0, $1) }
        routes.staff(Self.decide).post("/:suggestion/decisions") { try await pages.decide($0, $1) }
    }

    package func mountOffice(on routes: OfficeRoutes) {
        let pages = SuggestionPages(suggestions: self)
        routes.get("/waiting", Self.decide) { try await pages.waiting($0, $1) }
    }

    package var engines: [WorkflowEngine] { [engine] }

    package var jobs: [JobDefinition] {
        [
            JobDefinition("suggestions.expire", every: .seconds(60), limit: .seconds(60)) { run in
                let expired = try await expire(at: run.now)
                return expired == 0 ? nil : "\(expired) suggestions expired"
            }
        ]
    }

    package var personalData: PersonalDataSource {
        PersonalDataSource(
            id: Self.manifest.id,
            collect: { member, transaction in
                let texts = try SuggestionStore.texts(of: member, in: &transaction)
                return [(name: "suggestions", json: try ReadableJSON.bytes(of: texts))]
            },
            erase: { try SuggestionStore.forget($0, in: &$1) }
        )
    }

    package var subjects: [SubjectHooks] {
        [
            SubjectHooks(
                kind: .suggestion,
                cards: { ids, transaction in
                    let found = try SuggestionStore.all(ids, in: &transaction)
                    let cards = found.map { (String($0.number), $0.card) }
                    return Dictionary(uniqueKeysWithValues: cards)
                },
                wholes: { ids, transaction in
                    let found = try SuggestionStore.all(ids, in: &transaction)
                    let wholes = found.map { one in
                        (String(one.number), SubjectWhole(texts: [one.text]))
                    }
                    return Dictionary(uniqueKeysWithValues: wholes)
                },
                visibility: .moderated(
                    hide: { try SuggestionStore.setHidden(true, $0, in: &$1) },
                    restore: { try SuggestionStore.setHidden(false, $0, in: &$1) }
                )
            )
        ]
    }

    package func summary(for visitor: VisitorContext) async throws -> SpaceSummary {
        let count = try await suggestions(in: visitor).count
        return SpaceSummary(
            title: "Suggestions",
            lead: "What people suggest.",
            guide: .init(path: visitor.spacePath(), label: "All"),
            opening: .empty,
            content: "<p>\(String(count)) suggestions</p>",
            figures: [HomeFigure("all", label: "Suggestions so far", value: count)]
        )
    }

    package func concerns(
        in spaces: [Space],
        for visitor: VisitorContext
    ) async throws -> [Concern] {
        let waiting = try await host.database.read(in: visitor.scope) { transaction in
            try SuggestionStore.waiting(in: spaces.map(\.id), in: &transaction)
        }
        return spaces.compactMap { space in
            guard let count = waiting[space.id] else { return nil }
            let link = NavigationLink(path: visitor.path(space.slug), label: "Decide")
            return Concern(.open, "\(count) suggestions wait", link: link)
        }
    }

    package func forget(of tenants: Set<Tenant.ID>?) {}

    package func publicPages(for visitor: VisitorContext) async throws -> [Path] {
        let slug = visitor.space?.slug ?? ""
        return try await suggestions(in: visitor).map { Path(slug, String($0.number)) } + [
            Path(slug)
        ]
    }

    func suggestions(in visitor: VisitorContext) async throws -> [Suggestion] {
        let isOpen = visitor.space?.settings[Self.isOpen] ?? false
        let states = isOpen ? Suggestion.workflow.states : ["accepted"]
        return try await host.database.read(in: visitor.scope) { transaction in
            try SuggestionStore.all(in: states, in: &transaction)
        }
    }

    /// The same with who suggested what.
    func signed(in visitor: VisitorContext) async throws -> ([Suggestion], Authors) {
        let isOpen = visitor.space?.settings[Self.isOpen] ?? false
        let states = isOpen ? Suggestion.workflow.states : ["accepted"]
        let people = host.people
        return try await host.database.read(in: visitor.scope) { transaction in
            let found = try SuggestionStore.all(in: states, in: &transaction)
            return (found, try people.authors(found.map(\.author), in: &transaction))
        }
    }
}
