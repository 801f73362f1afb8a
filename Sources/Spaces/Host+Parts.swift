import Accounts
import Comments
import Files
import Jobs
import Kernel
import Localization
import Moderation
import Notifications
import Storage
import Web
import Work

/// What the house does for its modules by itself, for the program and for tests alike.
extension Host {
    /// The jobs of modules and of what they share; `origin` says where an institution is read.
    func jobs(
        of modules: [any SpaceModule],
        origin: @escaping @Sendable (Tenant.ID) async throws -> String?
    ) -> [JobDefinition] {
        let tenants = self.tenants
        let everywhere: @Sendable (Instant) async throws -> [Scope] = {
            try await tenants.scopes(at: $0)
        }
        let telling = notifications.job(
            origin: origin,
            faces: faces(of: modules),
            everywhere: everywhere
        )
        let moderating = moderation.desk(directory(of: modules)).jobs(
            origin: origin,
            everywhere: everywhere
        )
        return [telling] + moderating + work.jobs(workKinds(of: modules), everywhere: everywhere)
            + [WorkflowAlerts(host: self, modules: modules).job] + uploads.jobs
            + modules.flatMap(\.jobs)
    }

    /// What can be queued for a member, by modules and by what they share; exports of modules, too.
    private func workKinds(of modules: [any SpaceModule]) -> [WorkKind] {
        modules.flatMap(\.work) + exports(of: modules)
            + (Self.letTalk(modules) ? comments.work : [])
    }

    /// Finds what letters tell of, by what each module says of its subjects.
    private func faces(of modules: [any SpaceModule]) -> SubjectFaces {
        let hooks = modules.flatMap { module in
            subjects(of: module).map { (module: type(of: module).manifest.id, hooks: $0) }
        }
        return { subject, transaction in
            guard subject.kind != .moderationQueue else {
                return try Self.queue(of: subject.space, in: &transaction)
            }
            guard
                let place = try SpaceStore.place(of: subject.space, in: &transaction),
                let found = hooks.first(where: {
                    $0.module == place.module && $0.hooks.kind == subject.kind
                })
            else { return nil }
            let card = try transaction.inside(subject.space) { inner in
                try found.hooks.load(subject.id, in: &inner)
            }
            return card.map { card in
                SubjectFace(
                    title: card.title,
                    path: [place.slug] + card.path,
                    isPublic: card.isPublic && place.isPublic
                )
            }
        }
    }

    /// What waits for the moderators of a space.
    private static func queue(
        of id: Space.ID,
        in transaction: inout Transaction
    ) throws -> SubjectFace? {
        let space = try SpaceStore.own(in: &transaction).first { $0.id == id }
        return space.map { space in
            let title = space.texts.titles.min { $0.key < $1.key }?.value
            return SubjectFace(
                title: title ?? space.slug,
                path: ["admin", "moderation"],
                isPublic: true
            )
        }
    }

    /// The pages of what modules share.
    func mountParts(
        on site: ModuleRoutes,
        of modules: [any SpaceModule],
        accounts: Accounts
    ) {
        NotificationPages(notifications, accounts: accounts).mount(on: site)
        WorkPages(work, kinds: workKinds(of: modules), accounts: accounts).mount(on: site)
        ModerationPages(
            moderation.desk(directory(of: modules)),
            accounts: accounts,
            office: office
        ).mount(on: site)
        guard Self.letTalk(modules) else { return }
        let talked = modules.map { (type(of: $0).manifest.id, self.talked(in: $0)) }
        DiscussionOffice(
            comments,
            about: Dictionary(uniqueKeysWithValues: talked),
            frame: office,
            work: work
        ).mount(on: site)
    }

    /// The pages of discussions in the spaces of one module.
    func mountComments(of module: any SpaceModule, on routes: ModuleRoutes) {
        guard !type(of: module).manifest.comments.isEmpty else { return }
        CommentPages(comments, about: talked(in: module)).mount(on: routes)
    }

    /// The rules of the spaces of one module, and what they were before.
    func mountRules(of module: any SpaceModule, on routes: ModuleRoutes) {
        let manifest = type(of: module).manifest
        guard !manifest.workflows.isEmpty else { return }
        RulePages(pages: pages, manifest: manifest).mount(on: routes)
    }

    /// What others can do with what stands in the spaces of one module: its own subjects, and what people say
    /// about them.
    func subjects(of module: any SpaceModule) -> [SubjectHooks] {
        let talked = talked(in: module)
        return module.subjects + (talked.kinds.isEmpty ? [] : [comments.hooks(about: talked)])
    }

    /// What people can talk about in the spaces of one module.
    private func talked(in module: any SpaceModule) -> Talked {
        let kinds = type(of: module).manifest.comments
        return Talked(module.subjects.filter { kinds.contains($0.kind) })
    }

    /// Whether there is anything to talk about.
    private static func letTalk(_ modules: [any SpaceModule]) -> Bool {
        modules.contains { !type(of: $0).manifest.comments.isEmpty }
    }

    /// What members are told by what modules share.
    static func partKinds(of modules: [any SpaceModule.Type]) -> [NotificationKind] {
        (modules.contains { !$0.manifest.comments.isEmpty } ? Comments.kinds : [])
            + (modules.contains { $0.manifest.isModerated } ? Moderation.kinds : [])
    }

    /// What is kept of members by what modules share, in an order in which it can be forgotten.
    var partsData: [PersonalDataSource] {
        [
            Self.pages, notifications.ownData, work.ownData, .entries(of: audit),
            moderation.ownData,
            comments.ownData.inEverySpace(),
        ]
    }

    /// Pages from before name whoever leaves: servers forget them.
    ///
    /// Else they would stand in for a database that is away. First here, and so after what modules forget.
    private static let pages = PersonalDataSource(
        id: "pages",
        collect: { _, _ in [] },
        erase: { try Tenants.announceGone(in: &$1) }
    )

    /// What the page of an account leads to, as far as a module brings anything to it.
    func places(of modules: [any SpaceModule]) -> [OwnPlace] {
        let news = OwnPlace(
            "notifications",
            title: "notifications.title",
            action: "notifications.action"
        )
        // Where members queue nothing, staff still have exports.
        let work = OwnPlace(
            "work",
            title: "work.title",
            action: "work.view",
            for: modules.allSatisfy { $0.work.isEmpty } ? .staff : .everybody
        )
        let moderation = OwnPlace(
            "moderation",
            title: "moderation.own.title",
            action: "moderation.own.action"
        )
        let isModerated = modules.contains { type(of: $0).manifest.isModerated }
        return (notifications.kinds.isEmpty ? [] : [news])
            + (workKinds(of: modules).isEmpty ? [] : [work]) + (isModerated ? [moderation] : [])
    }
}
