package import Kernel
package import Storage
import Web

/// A single thing for which somebody has a role, as people know it.
package struct RoleThing: Sendable, Hashable {
    let title: String
    /// Where it stands, below its space.
    let path: [String]

    package init(title: String, path: [String]) {
        self.title = title
        self.path = path
    }
}

/// What such things are called: whoever keeps accounts knows no module.
package struct RoleThings: Sendable {
    package typealias Read =
        @Sendable ([Subject], [Space], inout Transaction) throws -> [Subject: RoleThing]

    /// Those that are there, of the spaces of an institution: a statement for each kind of them, however many
    /// they are.
    private let read: Read

    package init(read: @escaping Read) { self.read = read }

    /// Where nobody has a role for a single thing.
    package static let none = RoleThings { _, _, _ in [:] }

    /// What these roles are of; one that is gone has no name.
    func all(
        of grants: [RoleGrant],
        for visitor: VisitorContext,
        in database: Database
    ) async throws -> [Subject: RoleThing] {
        let all = Set(grants.compactMap(\.subject)).sorted()
        let subjects = Array(all.prefix(Limits.subjectsAtOnce))
        guard !subjects.isEmpty else { return [:] }
        let (read, spaces) = (self.read, visitor.site.spaces)
        return try await database.read(in: visitor.scope.entering(.site)) { transaction in
            try read(subjects, spaces, &transaction)
        }
    }
}

extension [Subject: RoleThing] {
    /// What each is called.
    var titles: [Subject: String] { mapValues(\.title) }
}
