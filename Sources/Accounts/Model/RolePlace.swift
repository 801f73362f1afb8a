import Kernel

/// A place in the list of roles for single things, as an address says it.
struct RolePlace: Sendable, Hashable {
    let member: Member.ID
    let space: Space.ID
    /// As tables keep it.
    let role: String

    init(member: Member.ID, space: Space.ID, role: String) {
        self.member = member
        self.space = space
        self.role = role
    }

    /// Nil for what no address of ours says.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3, let member = Member.ID(parts[0]), let space = Int(parts[1]) else {
            return nil
        }
        self.init(member: member, space: Space.ID(space), role: parts[2])
    }

    var text: String { "\(member.text)/\(space)/\(role)" }
}
