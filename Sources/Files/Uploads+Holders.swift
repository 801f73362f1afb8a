package import Kernel
package import Storage
import Vault

/// Whose the files are that belong to nothing yet.
extension Uploads {
    /// Nil for whoever is not signed in.
    ///
    /// A keyed hash: without the secret of the installation the row names nobody. It is forgotten when
    /// the file is given to something.
    func holder(_ actor: Actor, of tenant: Tenant.ID) -> [UInt8]? {
        let key = vault.lookupKey("file.holder", of: tenant)
        return switch actor {
        case .visitor: nil
        case .anonymous(let person): key.bytes("anonymous", Hexadecimal.encode(person.key))
        case .member(let id): key.bytes("member", id.text)
        case .operatorOfServer, .server: key.bytes("operator")
        }
    }

    /// What waits of a member in a space: everything that is kept of it beside its contents.
    package func waiting(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws -> [(file: StoredFile, since: Instant)] {
        try rows(of: member, in: &transaction).map { ($0.file, $0.createdAt) }
    }

    /// Removes what waits of a member in a space.
    package func removeWaiting(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws {
        try FileRoomStore.lock(in: &transaction)
        for row in try rows(of: member, in: &transaction) {
            try Self.remove(row, in: &transaction)
        }
    }

    private func rows(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws -> [FileRow] {
        guard let holder = holder(.member(member), of: transaction.tenant) else { return [] }
        return try FileStore.waiting(of: holder, in: &transaction)
    }
}
