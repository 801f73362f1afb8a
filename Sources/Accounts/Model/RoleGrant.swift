package import Kernel

/// A role that somebody has: on the whole site, in one space, or for one thing in a space.
package struct RoleGrant: Sendable, Hashable {
    package let role: Role
    /// `.site` for the whole of it.
    package let space: Space.ID
    /// The one thing that it is of; nil for everything in its space.
    package let subject: Subject?

    package init(role: Role, space: Space.ID = .site) {
        self.role = role
        self.space = space
        subject = nil
    }

    /// For one thing, and for nothing beside it.
    package init(role: Role, of subject: Subject) {
        self.role = role
        space = subject.space
        self.subject = subject
    }
}

extension RoleGrant {
    /// As tables keep it beside the space: `organiser`, or `organiser:initiative/2026-000001`.
    var stored: String { subject.map { "\(role.rawValue):\($0.kind)/\($0.id)" } ?? role.rawValue }

    /// Nil for a role that this program does not know.
    init?(stored text: String, space: Space.ID) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let role = parts.first.flatMap({ Role(rawValue: $0) }) else { return nil }
        guard parts.count == 2 else {
            self.init(role: role, space: space)
            return
        }
        let names = parts[1].split(separator: "/", maxSplits: 1).map(String.init)
        guard names.count == 2, role.canBeOfSpace, space != .site else { return nil }
        self.init(
            role: role,
            of: Subject(space: space, kind: Subject.Kind(names[0]), id: names[1])
        )
    }
}
