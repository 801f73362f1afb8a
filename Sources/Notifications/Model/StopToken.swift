import Kernel
import Vault

/// What ends one kind of news for one member, whoever brings it and without a session (RFC 8058).
///
/// Sealed: it names nobody to whoever reads it on its way, and nobody can make one. It is of the mailbox to
/// which its letter went: after a change of address, old letters and whoever has them can end nothing.
struct StopToken {
    let member: Member.ID
    let kind: String
    /// A keyed hash of the address.
    let mailbox: [UInt8]

    init(member: Member.ID, kind: String, mailbox: [UInt8]) {
        self.member = member
        self.kind = kind
        self.mailbox = mailbox
    }

    /// Nil for what is none of ours, or of another institution.
    init?(_ text: String, _ vault: Vault, at tenant: Tenant.ID) {
        guard text.utf8.count <= Limits.stopTokenBytes, let sealed = Base32.decode(text),
            let plain = try? vault.personalBox(of: tenant).openText(sealed, for: .stop)
        else { return nil }
        let parts = plain.split(separator: " ").map(String.init)
        guard parts.count == 3, let member = Member.ID(parts[0]),
            let mailbox = Base32.decode(parts[2])
        else { return nil }
        self.init(member: member, kind: parts[1], mailbox: mailbox)
    }

    func text(_ vault: Vault, at tenant: Tenant.ID) throws -> String {
        let plain = [member.text, kind, Base32.encode(mailbox)].joined(separator: " ")
        return Base32.encode(try vault.personalBox(of: tenant).seal(plain, for: .stop))
    }
}

extension PersonalBox.Place {
    fileprivate static let stop = Self(column: "notification.stop", row: "")
}
