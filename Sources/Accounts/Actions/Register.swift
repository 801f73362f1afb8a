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
        /// The version of the privacy page that they agree to.
        package let privacy: String

        package init(email: EmailAddress, name: String, privacy: String) {
            self.email = email
            self.name = name
            self.privacy = privacy
        }
    }

    /// Sends a letter with a link that makes the account; to somebody who has one, a link to sign in.
    ///
    /// The page and the work are the same in both cases: nobody learns here who has an account. Anybody
    /// can type anybody's address, so the link carries nothing that the one who typed it has proved:
    /// that stays in their browser.
    package func register(
        _ registration: Registration,
        from visit: SignInVisit,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> LetterResult {
        let key = emailKey(registration.email, of: scope.tenant)
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            let known = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            var contents = TokenContents(next: visit.next).asked(by: visit, at: scope.now)
            if known == nil {
                contents.email = registration.email.text
                contents.name = registration.name
                contents.language = place.language.text
                contents.consent = registration.privacy
            }
            let purpose = known == nil ? TokenPurpose.registration : .signIn
            let token = try makeToken(
                purpose,
                member: known?.id,
                contents: contents,
                in: &transaction
            )
            let letter =
                if let known {
                    try letters(to: known, at: place, asking: visit, in: &transaction)
                        .alreadyRegistered(token)
                } else {
                    letters(to: registration.email.text, at: place).confirmation(token)
                }
            return try send(letter, with: token, purpose, in: &transaction)
        }
    }

    /// Makes the account that a letter offered, under the name that its owner gives, and signs them in.
    ///
    /// Nil when the link was used, is over, or never was; also when the address has an account by now,
    /// which no letter from before opens.
    package func confirmRegistration(
        _ token: String,
        name: String?,
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
                name: name ?? taken.contents.name ?? "",
                language: taken.contents.language.flatMap { LanguageTag($0) } ?? .english
            )
            guard let account = try make(member, email: email, in: &transaction) else {
                return nil
            }
            if let version = taken.contents.consent {
                try ConsentStore.give(
                    .privacy(version: version, at: scope.now),
                    by: account.id,
                    in: &transaction
                )
            }
            return try step(account, visit.next(taken.contents.next), in: &transaction)
        }
    }

    /// Makes an account; nil when the address has one.
    func make(
        _ member: Member,
        email: EmailAddress,
        in transaction: inout Transaction
    ) throws -> Account? {
        let account = Account(
            member: member,
            email: email.text,
            password: nil,
            codeSecret: nil,
            epoch: 0,
            createdAt: transaction.now
        )
        let isNew = try MemberStore.insert(
            account,
            emailKey: emailKey(email, of: transaction.tenant),
            box: box(transaction.tenant),
            in: &transaction
        )
        return isNew ? account : nil
    }
}
