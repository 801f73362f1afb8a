import Kernel
import Storage
package import Web

/// Whose account it is, read anew.
extension Accounts {
    /// The account of whoever is signed in.
    package func account(of context: MemberContext) async throws -> Account {
        let box = box(context.scope.tenant)
        let account = try await database.read(in: context.scope) { transaction in
            try MemberStore.find(context.member.id, box: box, in: &transaction)
        }
        guard let account else { throw PageError.signInRequired }
        return account
    }

    /// An account as this transaction has made it so far.
    func account(_ id: Member.ID, in transaction: inout Transaction) throws -> Account {
        let box = box(transaction.tenant)
        guard let account = try MemberStore.find(id, box: box, in: &transaction) else {
            throw PageError.signInRequired
        }
        return account
    }

    /// The account of whoever is signed in, as it is in this transaction.
    ///
    /// What a request read before is old by the time that a password was hashed: the session may have
    /// ended, and the account may have changed. Throws `signInRequired` when it did end.
    func current(
        _ context: MemberContext,
        in transaction: inout Transaction
    ) throws -> Account {
        let session = try SessionStore.find(
            context.session.key,
            at: transaction.now,
            in: &transaction
        )
        guard session?.member == context.member.id,
            let account = try MemberStore.find(
                context.member.id,
                box: box(transaction.tenant),
                in: &transaction
            )
        else { throw PageError.signInRequired }
        return account
    }
}
