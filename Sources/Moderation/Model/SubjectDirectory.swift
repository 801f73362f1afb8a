package import Kernel
package import Localization
package import Storage

/// Where subjects are and what can be done with them, whatever module they are of; made by the house.
package struct SubjectDirectory: Sendable {
    /// A space with what people can report in it.
    package struct SpacePlace: Sendable {
        package let slug: String
        package let title: @Sendable (Translator) -> String
        /// Whether people find it.
        package let isPublic: Bool
        package let settings: SettingValues
        package let hooks: [SubjectHooks]

        package init(
            slug: String,
            title: @escaping @Sendable (Translator) -> String,
            isPublic: Bool,
            settings: SettingValues,
            hooks: [SubjectHooks]
        ) {
            self.slug = slug
            self.title = title
            self.isPublic = isPublic
            self.settings = settings
            self.hooks = hooks
        }
    }

    /// The space of one subject, with the hooks of its kind.
    package struct Place: Sendable {
        package let hooks: SubjectHooks
        package let spaceSlug: String
        package let spaceTitle: @Sendable (Translator) -> String
        package let isPublic: Bool
        package let settings: SettingValues

        init(_ space: SpacePlace, _ hooks: SubjectHooks) {
            self.hooks = hooks
            spaceSlug = space.slug
            spaceTitle = space.title
            isPublic = space.isPublic
            settings = space.settings
        }

        /// Behind the language.
        package func path(of card: SubjectCard) -> [String] { [spaceSlug] + card.path }
    }

    /// The spaces of the transaction's institution, drafts too: one read, however many.
    package let spaces: @Sendable (inout Transaction) throws -> [Space.ID: SpacePlace]
    /// The pages on which the institution says what may be written, the newest version of each first.
    package let policies: @Sendable (inout Transaction) throws -> [PolicyVersion]
    /// By whose clocks the institution's days begin and end.
    package let zone: @Sendable (inout Transaction) throws -> CivilZone

    package init(
        spaces: @escaping @Sendable (inout Transaction) throws -> [Space.ID: SpacePlace],
        policies: @escaping @Sendable (inout Transaction) throws -> [PolicyVersion] = { _ in [] },
        zone: @escaping @Sendable (inout Transaction) throws -> CivilZone = { _ in .brussels }
    ) {
        self.spaces = spaces
        self.policies = policies
        self.zone = zone
    }

    /// Where a subject is, and the hooks of its kind; nil when there is no such space or kind.
    package func find(
        _ subject: Subject,
        in transaction: inout Transaction
    ) throws -> Place? {
        try Self.place(of: subject, among: spaces(&transaction))
    }

    static func place(
        of subject: Subject,
        among spaces: [Space.ID: SpacePlace]
    ) -> Place? {
        guard let space = spaces[subject.space],
            let hooks = space.hooks.first(where: { $0.kind == subject.kind })
        else { return nil }
        return Place(space, hooks)
    }
}

/// One version of a page that says what may be written.
package struct PolicyVersion: Sendable, Hashable {
    /// `terms`: what pages and addresses call it.
    package let page: String
    /// From 1, without gaps.
    package let number: Int
    package let inForceAt: Instant
    /// Where it is read, behind the language.
    package let path: [String]

    package init(page: String, number: Int, inForceAt: Instant, path: [String]) {
        self.page = page
        self.number = number
        self.inForceAt = inForceAt
        self.path = path
    }
}
