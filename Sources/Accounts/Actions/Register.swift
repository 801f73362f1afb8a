package import Credentials
package import Kernel
import Mail
import Storage

/// An account begins with a letter to its address.
extension Accounts {
    /// What somebody gives to get an account.
    package struct Registration: Sendable {
        package let email: EmailAddress
        package let name: String
        /// Where they wanted to go; empty when nowhere.
        package let next: String
        /// The token of whoever comes from an identity provider; empty for all others.
        package let identity: String

        package init(email: EmailAddress, name: String, next: String, identity: String = "") {
            self.email = email
            self.name = name
            self.next = next
            self.identity = identity
        }
    }

    /// Sends a letter with a link that makes the account; to somebody who has one, a link to sign in.
    ///
    /// The page and the work are the same in both cases: nobody learns here who has an account.
    package func register(
        _ registration: Registration,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> LetterResult {
        let key = emailKey(registration.email, of: scope.tenant)
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            let known = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            var contents = TokenContents(next: registration.next)
            if let proven = try find(registration.identity, .identity, in: &transaction) {
                contents = proven
            }
            if known == nil {
                contents.email = registration.email.text
                contents.name = registration.name
                contents.language = place.language.text
                contents.consent = Consent.currentVersion
            }
            let token = try makeToken(
                known == nil ? .registration : .signIn,
                member: known?.id,
                contents: contents,
                in: &transaction
            )
            let letter =
                if let known {
                    letters(to: known, at: place).alreadyRegistered(token)
                } else {
                    letters(to: registration.email.text, at: place).confirmation(token)
                }
            let result = try outbox.add(letter, in: &transaction)
            if case .success = result {
                // Not before: whoever is told to correct the address comes back with it.
                _ = try take(registration.identity, .identity, in: &transaction)
            }
            return result
        }
    }

    /// Makes the account that a letter offered, and signs its owner in.
    ///
    /// Nil when the link was used, is over, or never was.
    package func confirmRegistration(
        _ token: String,
        from visit: SignInVisit,
        in scope: Scope
    ) async throws -> SignInStep? {
        try await database.write(in: scope) { transaction in
            guard let taken = try take(token, .registration, in: &transaction),
                let typed = taken.contents.email,
                let email = try? EmailAddress(typed: typed)
            else { return nil }
            let member = Member(
                id: Member.ID(at: scope.now, random: random),
                name: taken.contents.name ?? "",
                language: taken.contents.language.flatMap { LanguageTag($0) } ?? .english
            )
            let made = try make(member, email: email, in: &transaction)
            if made.isNew, let version = taken.contents.consent {
                try ConsentStore.give(
                    .privacy(version: version, at: scope.now),
                    by: made.account.id,
                    in: &transaction
                )
            }
            try link(taken.contents, to: made.account.id, in: &transaction)
            return try step(
                made.account,
                visit.next(taken.contents.next),
                in: &transaction
            )
        }
    }

    /// Remembers the way on which somebody came, once they proved that the address is theirs.
    func link(
        _ contents: TokenContents,
        to member: Member.ID,
        in transaction: inout Transaction
    ) throws {
        guard let provider = contents.provider,
            let subject = contents.subject.flatMap({ Base32.decode($0) })
        else { return }
        _ = try IdentityStore.link(
            provider: provider,
            subject: subject,
            to: member,
            at: transaction.now,
            in: &transaction
        )
    }

    /// Makes an account, or finds the one that the address has by now.
    func make(
        _ member: Member,
        email: EmailAddress,
        in transaction: inout Transaction
    ) throws -> (account: Account, isNew: Bool) {
        let key = emailKey(email, of: transaction.tenant)
        let box = box(transaction.tenant)
        if let known = try MemberStore.find(emailKey: key, box: box, in: &transaction) {
            return (known, false)
        }
        let account = Account(
            member: member,
            email: email.text,
            password: nil,
            codeSecret: nil,
            createdAt: transaction.now
        )
        _ = try MemberStore.insert(account, emailKey: key, box: box, in: &transaction)
        return (account, true)
    }
}
