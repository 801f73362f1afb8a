import Kernel
import Vault

/// What ends one kind of news for one member, whoever brings it and without a session (RFC 8058).
///
/// Sealed: it names nobody to whoever reads it on its way, and nobody can make one.
struct StopToken {
    let member: Member.ID
    let kind: String

    init(member: Member.ID, kind: String) {
        self.member = member
        self.kind = kind
    }

    /// Nil for what is none of ours, or of another institution.
    init?(_ text: String, _ vault: Vault, at tenant: Tenant.ID) {
        guard text.utf8.count <= Limits.stopTokenBytes, let sealed = Base32.decode(text),
            let plain = try? vault.personalBox(of: tenant).openText(sealed, for: .stop)
        else { return nil }
        let parts = plain.split(separator: " ").map(String.init)
        guard parts.count == 2, let member = Member.ID(parts[0]) else { return nil }
        self.init(member: member, kind: parts[1])
    }

    func text(_ vault: Vault, at tenant: Tenant.ID) throws -> String {
        Base32.encode(
            try vault.personalBox(of: tenant).seal(member.text + " " + kind, for: .stop)
        )
    }
}

extension PersonalBox.Place {
    fileprivate static let stop = Self(column: "notification.stop", row: "")
}
