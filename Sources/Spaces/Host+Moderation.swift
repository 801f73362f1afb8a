import Comments
import Kernel
import Moderation
import Storage
import Web

/// Where moderation finds subjects, whatever module they are of.
extension Host {
    /// All that can be reported in the spaces of these modules: their subjects, and what people say of them.
    func directory(of modules: [any SpaceModule]) -> SubjectDirectory {
        let pairs = modules.map { (type(of: $0).manifest.id, subjects(of: $0)) }
        let hooks = Dictionary(uniqueKeysWithValues: pairs)
        return SubjectDirectory(
            spaces: { transaction in
                let places = try SpaceStore.own(in: &transaction).map { space in
                    (space.id, Self.place(of: space, hooks[space.module] ?? []))
                }
                return Dictionary(uniqueKeysWithValues: places)
            },
            policies: { try Self.policies(in: &$0) },
            zone: { try TenantStore.own(in: &$0)?.tenant.zone ?? .brussels }
        )
    }

    private static func place(
        of space: Space,
        _ hooks: [SubjectHooks]
    ) -> SubjectDirectory.SpacePlace {
        SubjectDirectory.SpacePlace(
            slug: space.slug,
            title: { space.title($0) },
            isPublic: space.isPublic,
            settings: space.settings,
            // Where people are no longer let talk, nobody finds what they said.
            hooks: Comments.isOn(in: space)
                ? hooks : hooks.map { $0.kind == .comment ? $0.unseen : $0 }
        )
    }

    /// The versions that are or were in force, the newest first.
    private static func policies(
        in transaction: inout Transaction
    ) throws -> [PolicyVersion] {
        let page = SiteLook.Link.moderation
        let now = transaction.now
        return try LegalStore.versions(of: page, in: &transaction).compactMap { version in
            guard let since = version.inForceAt, since <= now else { return nil }
            return PolicyVersion(
                page: page.rawValue,
                number: version.number,
                inForceAt: since,
                path: [page.rawValue, "versions", String(version.number)]
            )
        }
    }
}

extension ModuleManifest {
    /// Whether something in its spaces is moderated: what people file in them, or what they say about it.
    var isModerated: Bool {
        !comments.isEmpty || settings.contains { $0.name == ModerationSettings.review.name }
    }
}

extension SubjectHooks {
    /// The same where its space shows none of them; moderators go on as before.
    fileprivate var unseen: SubjectHooks {
        let cards = self.cards
        return SubjectHooks(
            kind: kind,
            cards: { ids, transaction in
                try cards(ids, &transaction).mapValues { card in
                    SubjectCard(
                        title: card.title,
                        excerpt: card.excerpt,
                        language: card.language,
                        author: card.author,
                        path: card.path,
                        isPublic: false,
                        isWithdrawn: card.isWithdrawn
                    )
                }
            },
            wholes: wholes,
            visibility: visibility,
            desk: desk
        )
    }
}
