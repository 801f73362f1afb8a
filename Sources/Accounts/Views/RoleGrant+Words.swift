import Kernel
import Localization
import Web

extension RoleGrant {
    /// What a form says for it: `moderator`, or `moderator/2` in the second space.
    var text: String {
        space == .site ? role.rawValue : "\(role.rawValue)/\(space)"
    }

    /// Reads it back; nil for what no form of ours says.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let role = Role(rawValue: String(parts[0])) else { return nil }
        guard parts.count == 2 else {
            self.init(role: role)
            return
        }
        guard role.canBeOfSpace, let number = Int(parts[1]), number > 0 else { return nil }
        self.init(role: role, space: Space.ID(number))
    }

    /// Whether it can be given there: it is of the whole institution, or of a space that is.
    func fits(_ site: Site) -> Bool {
        space == .site || site.spaces.contains { $0.id == space }
    }

    /// `Moderator`, or `Moderator of petitions`.
    func name(_ t: Translator, in site: Site) -> String { name(t, of: site.spaces) }

    /// The same where only the spaces are known.
    func name(_ t: Translator, of spaces: [Space]) -> String {
        let role = t(MessageKey("accounts.role", role.rawValue))
        guard space != .site else { return role }
        let place = spaces.first { $0.id == space }?.title(t) ?? space.description
        return t("accounts.role.ofSpace", ["role": .text(role), "space": .text(place)])
    }
}
