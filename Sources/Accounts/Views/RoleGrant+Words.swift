import Kernel
package import Localization
package import Web

extension RoleGrant {
    /// What a form says for it: `moderator`, `moderator/2` in the second space, or
    /// `organiser/2/initiative/2026-000001` for one thing there.
    var text: String {
        guard space != .site else { return role.rawValue }
        return "\(role.rawValue)/\(subject?.description ?? space.description)"
    }

    /// Reads it back; nil for what no form of ours says.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
            .map(String.init)
        guard let role = Role(rawValue: parts[0]) else { return nil }
        guard parts.count > 1 else {
            self.init(role: role)
            return
        }
        guard role.canBeOfSpace, let number = Int(parts[1]), number > 0 else { return nil }
        let space = Space.ID(number)
        switch parts.count {
        case 2: self.init(role: role, space: space)
        case 4:
            let kind = Subject.Kind(parts[2])
            self.init(role: role, of: Subject(space: space, kind: kind, id: parts[3]))
        default: return nil
        }
    }

    /// What the audit has noted of a role, in words; nil for what is none.
    package static func name(noted text: String, _ t: Translator, in site: Site) -> String? {
        RoleGrant(text)?.name(t, in: site)
    }

    /// Whether it can be given there: it is of the whole institution, or of a space that is.
    func fits(_ site: Site) -> Bool {
        space == .site || site.spaces.contains { $0.id == space }
    }

    /// `Moderator`, or `Moderator of petitions`; a single thing without a title is called by its number.
    func name(
        _ t: Translator,
        in site: Site,
        _ titles: [Subject: String] = [:]
    ) -> String {
        name(t, of: site.spaces, titles)
    }

    /// The same where only the spaces are known.
    func name(
        _ t: Translator,
        of spaces: [Space],
        _ titles: [Subject: String]
    ) -> String {
        let role = t(MessageKey("accounts.role", role.rawValue))
        guard space != .site else { return role }
        let place = spaces.first { $0.id == space }?.title(t) ?? space.description
        if let subject {
            let title = titles[subject] ?? subject.id
            return t(
                "accounts.role.ofSubject",
                ["role": .text(role), "subject": .text(title), "space": .text(place)]
            )
        }
        return t("accounts.role.ofSpace", ["role": .text(role), "space": .text(place)])
    }
}
