import Kernel
import Vault

/// What the link of an email knows of somebody who follows a petition: enough to confirm it, and to end it,
/// without a session.
///
/// Sealed: it names nobody to whoever reads it on its way, and nobody can make one.
struct FollowToken: Sendable, Hashable {
    let petition: Petition.ID
    /// What knows the address again at this petition.
    let mailbox: [UInt8]

    init(petition: Petition.ID, mailbox: [UInt8]) {
        self.petition = petition
        self.mailbox = mailbox
    }

    /// Nil for what is none of ours, or of another space or institution.
    init?(_ text: String, _ vault: Vault, in scope: Scope) {
        guard text.utf8.count <= Limits.followerTokenBytes, let sealed = Base32.decode(text),
            let plain = try? vault.personalBox(of: scope.tenant)
                .openText(sealed, for: .followToken(in: scope.space))
        else { return nil }
        let parts = plain.split(separator: " ")
        guard parts.count == 2, let petition = Petition.ID(parts[0]),
            let mailbox = Base32.decode(parts[1])
        else { return nil }
        self.init(petition: petition, mailbox: mailbox)
    }

    func text(_ vault: Vault, in scope: Scope) throws -> String {
        let plain = petition.text + " " + Base32.encode(mailbox)
        let box = vault.personalBox(of: scope.tenant)
        return Base32.encode(try box.seal(plain, for: .followToken(in: scope.space)))
    }
}

extension PersonalBox.Place {
    fileprivate static func followToken(in space: Space.ID) -> Self {
        Self(column: "petition_follower.token", row: space.description)
    }

    /// The address of somebody who follows a petition.
    static func followerEmail(
        _ mailbox: [UInt8],
        of petition: Petition.ID,
        in space: Space.ID
    ) -> Self {
        Self(
            column: "petition_follower.email",
            row: "\(space)/\(petition)/\(Base32.encode(mailbox))"
        )
    }
}
