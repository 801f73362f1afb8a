import Kernel
import Spaces
import Vault

/// The link by which the first supporters of a petition find it before it is published.
///
/// Its secret is made under a key of the institution, and the table keeps a keyed hash of that: so whoever has
/// the tables has no link, and the author can read it again.
extension Petitions {
    /// The secret of a petition's link, of 128 bits, as its address writes it.
    func supportersSecret(of id: Petition.ID, in scope: Scope) -> String {
        let bytes = host.vault.lookupKey("petition.supporters.secret", of: scope.tenant)
            .bytes(scope.subject(of: id).description)
        return Base32.encode(Array(bytes.prefix(16)))
    }

    /// What the table keeps of it from the beginning of gathering on.
    func supportersHash(of id: Petition.ID, in scope: Scope) -> [UInt8] {
        supportersHash(supportersSecret(of: id, in: scope), of: id, in: scope)
    }

    /// The same of a secret that somebody brings.
    func supportersHash(_ secret: String, of id: Petition.ID, in scope: Scope) -> [UInt8] {
        host.vault.lookupKey("petition.supporters", of: scope.tenant)
            .bytes(scope.subject(of: id).description, secret)
    }

    /// Whether somebody came by the link of a petition, which has one while it gathers.
    func opens(_ petition: Petition, with secret: String, in scope: Scope) -> Bool {
        opens(petition.id, keeping: petition.supportersHash, with: secret, in: scope)
    }

    /// The same of one of which only the hash was read.
    func opens(
        _ id: Petition.ID,
        keeping known: [UInt8]?,
        with secret: String,
        in scope: Scope
    ) -> Bool {
        guard let known, secret.utf8.count <= Limits.listIDBytes else { return false }
        return supportersHash(secret, of: id, in: scope) == known
    }
}
