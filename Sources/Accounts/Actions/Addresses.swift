package import Credentials
package import Kernel
import Mail
import Storage
package import Web

/// The address of an account: asked for by its owner, stopped by the old mailbox, confirmed in a
/// browser of the owner by a letter to the new one.
extension Accounts {
    /// Sends a link to the new address, and to the old one how to stop it; the old one stays until the
    /// first is used.
    ///
    /// An address that somebody else has gets a letter too, which says so: this page tells nobody.
    package func changeEmail(
        to email: EmailAddress,
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<LetterResult, ProofRefusal> {
        if case .failure(let refusal) = try await prove(present: present, from: visit, context) {
            return .failure(refusal)
        }
        return .success(
            try await writeLetters(in: context.scope) { transaction in
                let account = try current(context, in: &transaction)
                let contents = TokenContents(email: email.text)
                    .asked(by: visit, at: context.scope.now)
                let result = try tell(email, of: account, contents, at: place, in: &transaction)
                guard case .success = result else { return result }
                let stop = try makeToken(
                    .emailStop,
                    member: account.id,
                    contents: contents,
                    in: &transaction
                )
                try outbox.warn(
                    letters(to: account, at: place).addressChangeAsked(stop),
                    in: &transaction
                )
                return result
            }
        )
    }

    /// The letter to the new address: a link, or that somebody else wanted it.
    private func tell(
        _ email: EmailAddress,
        of account: Account,
        _ contents: TokenContents,
        at place: MailPlace,
        in transaction: inout Transaction
    ) throws -> LetterResult {
        let box = box(transaction.tenant)
        let key = emailKey(email, of: transaction.tenant)
        let owner = try MemberStore.find(emailKey: key, box: box, in: &transaction)
        if let owner, owner.id != account.id {
            return try outbox.add(
                letters(to: owner, at: place).addressTaken(),
                in: &transaction
            )
        }
        let token = try makeToken(
            .email,
            member: account.id,
            contents: contents,
            in: &transaction
        )
        return try send(
            letters(to: email.text, at: place).newAddress(token),
            with: token,
            .email,
            in: &transaction
        )
    }

    /// Why a link does not change an address.
    package enum ConfirmRefusal: Error, Equatable, Sendable {
        /// It was used, is over, never was, or somebody else has the address by now.
        case over
        /// This browser is not signed in to the account, so it may be a stranger's that somebody wants to
        /// give another's address to.
        case notSignedIn
    }

    /// Takes the new address over, in a browser of the account's owner, and tells the old one; all other
    /// sessions and every link in the old mailbox end.
    package func confirmEmail(
        _ token: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<Void, ConfirmRefusal> {
        let box = box(context.scope.tenant)
        return try await writeLetters(in: context.scope) { transaction in
            guard let found = try find(token, .email, in: &transaction), let id = found.member,
                let typed = found.contents.email, let email = try? EmailAddress(typed: typed)
            else { return .failure(.over) }
            guard id == context.member.id else { return .failure(.notSignedIn) }
            let account = try current(context, in: &transaction)
            let key = emailKey(email, of: transaction.tenant)
            let owner = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            guard owner == nil || owner?.id == id,
                try take(token, .email, in: &transaction) != nil
            else { return .failure(.over) }
            try MemberStore.setEmail(of: id, to: email.text, key: key, box: box, in: &transaction)
            try endEverythingElse(of: context, from: visit, in: &transaction)
            try outbox.warn(letters(to: account, at: place).addressChanged(), in: &transaction)
            return .success(())
        }
    }

    /// Stops a change of address: whoever asked for it was signed in, so everything ends.
    ///
    /// False when the link was used, is over or never was: then the change is done, or will never be.
    package func stopEmailChange(_ token: String, in scope: Scope) async throws -> Bool {
        try await database.write(in: scope) { transaction in
            guard let id = try take(token, .emailStop, in: &transaction)?.member else {
                return false
            }
            try endEverything(of: id, in: &transaction)
            return true
        }
    }
}
