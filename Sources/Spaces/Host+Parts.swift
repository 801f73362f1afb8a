import Accounts
import Files
import Jobs
import Kernel
import Localization
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
            faces: Self.faces(of: modules),
            everywhere: everywhere
        )
        return [telling] + work.jobs(kinds(of: modules), everywhere: everywhere)
            + uploads.jobs + modules.flatMap(\.jobs)
    }

    /// What can be queued: what modules do, and their exports.
    private func kinds(of modules: [any SpaceModule]) -> [WorkKind] {
        modules.flatMap(\.work) + exports(of: modules)
    }

    /// Finds what letters tell of, by what each module says of its subjects.
    private static func faces(of modules: [any SpaceModule]) -> SubjectFaces {
        let hooks = modules.flatMap { module in
            module.subjects.map { (module: type(of: module).manifest.id, hooks: $0) }
        }
        return { subject, transaction in
            guard
                let place = try SpaceStore.place(of: subject.space, in: &transaction),
                let found = hooks.first(where: {
                    $0.module == place.module && $0.hooks.kind == subject.kind
                })
            else { return nil }
            let card = try transaction.inside(subject.space) { inner in
                try found.hooks.load(subject.id, &inner)
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

    /// The pages of what modules share.
    func mountParts(
        on site: ModuleRoutes,
        of modules: [any SpaceModule],
        accounts: Accounts
    ) {
        NotificationPages(notifications, accounts: accounts).mount(on: site)
        WorkPages(work, kinds: kinds(of: modules), accounts: accounts).mount(on: site)
    }

    /// What is kept of members by what modules share, in an order in which it can be forgotten.
    var partsData: [PersonalDataSource] {
        [notifications.ownData, work.ownData, .entries(of: audit)]
    }

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
        return (notifications.kinds.isEmpty ? [] : [news])
            + (kinds(of: modules).isEmpty ? [] : [work])
    }
}
