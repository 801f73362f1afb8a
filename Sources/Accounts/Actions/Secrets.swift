package import Credentials
package import Kernel
import Mail
import Storage
import Vault
package import Web

/// What protects an account, and how it is changed: only by somebody who proves again who they are.
extension Accounts {
    /// Why a password is not changed.
    package enum PasswordRefusal: Error, Equatable, Sendable {
        /// The present password is not that.
        case wrong
        case wait(seconds: Int)
        /// Without a password, only somebody who has just signed in can set one.
        case notFresh
        case unfit(PasswordFlaw)
    }

    /// Sets or changes the password of whoever is signed in; every other session ends.
    package func setPassword(
        _ password: String,
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<NewSession, PasswordRefusal> {
        let account = try await account(of: context)
        switch try await prove(account, present: present, visit, context) {
        case .failure(let refusal): return .failure(refusal)
        case .success: break
        }
        let typed: Password
        switch try fit(password, for: account, place) {
        case .failure(let flaw): return .failure(.unfit(flaw))
        case .success(let password): typed = password
        }
        let hash = try await passwords.hash(typed)
        let scope = context.scope
        let session = try await writeLetters(in: scope) { transaction in
            try MemberStore.setPassword(of: account.id, to: hash, in: &transaction)
            let origin = try origin(of: context.session, in: &transaction)
            try SessionStore.deleteAll(of: account.id, in: &transaction)
            try outbox.warn(letters(to: account, at: place).passwordChanged(), in: &transaction)
            return try begin(
                account.id,
                Beginning(
                    hasSecondFactor: context.session.hasSecondFactor,
                    device: visit.device,
                    origin: origin
                ),
                in: &transaction
            )
        }
        return .success(session)
    }

    /// Sends a link to set a new password with; to an address without account, how to get one.
    package func sendPasswordLink(
        to email: EmailAddress,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> LetterResult {
        try await sendLink(
            .password,
            TokenContents(),
            to: email,
            at: place,
            in: scope
        ) { letters, token in
            letters.passwordReset(token)
        }
    }

    /// Why a link of a letter did not set a password.
    package enum ResetRefusal: Error, Equatable, Sendable {
        case over
        case unfit(PasswordFlaw)
    }

    /// Sets a new password with the link of a letter; every session ends.
    package func resetPassword(
        _ token: String,
        to password: String,
        from visit: SignInVisit,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> Result<SignInStep, ResetRefusal> {
        let box = box(scope.tenant)
        let hash = tokenHash(token, of: scope.tenant)
        let found = try await database.read(in: scope) { transaction -> Account? in
            guard
                let id = try TokenStore.find(
                    hash,
                    purpose: .password,
                    at: scope.now,
                    in: &transaction
                )?.member
            else { return nil }
            return try MemberStore.find(id, box: box, in: &transaction)
        }
        guard let account = found else { return .failure(.over) }
        let typed: Password
        switch try fit(password, for: account, place) {
        case .failure(let flaw): return .failure(.unfit(flaw))
        case .success(let password): typed = password
        }
        let hashed = try await passwords.hash(typed)
        return try await writeLetters(in: scope) { transaction in
            guard try take(token, .password, in: &transaction) != nil else {
                return .failure(.over)
            }
            try MemberStore.setPassword(of: account.id, to: hashed, in: &transaction)
            try SessionStore.deleteAll(of: account.id, in: &transaction)
            try outbox.warn(letters(to: account, at: place).passwordChanged(), in: &transaction)
            return .success(try step(account, visit, in: &transaction))
        }
    }

    /// Why an address is not changed.
    package enum EmailRefusal: Error, Equatable, Sendable {
        case unproven(PasswordRefusal)
    }

    /// Sends a link to the new address; the old one stays until it is used.
    ///
    /// An address that somebody else has gets a letter too, which says so: this page tells nobody.
    package func changeEmail(
        to email: EmailAddress,
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<LetterResult, EmailRefusal> {
        let account = try await account(of: context)
        if case .failure(let refusal) = try await prove(account, present: present, visit, context) {
            return .failure(.unproven(refusal))
        }
        let key = emailKey(email, of: context.scope.tenant)
        let box = box(context.scope.tenant)
        return .success(
            try await writeLetters(in: context.scope) { transaction in
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
                    contents: TokenContents(email: email.text),
                    in: &transaction
                )
                return try outbox.add(
                    letters(to: email.text, at: place).newAddress(token),
                    in: &transaction
                )
            }
        )
    }

    /// Takes the new address over, and tells the old one.
    ///
    /// False when the link was used, is over, never was, or somebody else has the address by now.
    package func confirmEmail(
        _ token: String,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> Bool {
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            guard let taken = try take(token, .email, in: &transaction), let id = taken.member,
                let typed = taken.contents.email, let email = try? EmailAddress(typed: typed),
                let account = try MemberStore.find(id, box: box, in: &transaction)
            else { return false }
            let key = emailKey(email, of: scope.tenant)
            let owner = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            guard owner == nil || owner?.id == id else { return false }
            try MemberStore.setEmail(of: id, to: email.text, key: key, box: box, in: &transaction)
            try outbox.warn(letters(to: account, at: place).addressChanged(), in: &transaction)
            return true
        }
    }

    /// The account of whoever is signed in.
    package func account(of context: MemberContext) async throws -> Account {
        let box = box(context.scope.tenant)
        let account = try await database.read(in: context.scope) { transaction in
            try MemberStore.find(context.member.id, box: box, in: &transaction)
        }
        guard let account else { throw PageError.signInRequired }
        return account
    }

    /// Whether whoever is signed in proves it once more: with the password, or by having just come.
    private func prove(
        _ account: Account,
        present: String,
        _ visit: SignInVisit,
        _ context: MemberContext
    ) async throws -> Result<Void, PasswordRefusal> {
        let scope = context.scope
        guard let stored = account.password else {
            let age = scope.now.milliseconds - context.session.startedAt.milliseconds
            return age <= SessionLife.fresh ? .success(()) : .failure(.notFresh)
        }
        let gate = throttle(
            for: vault.lookupKey("proof", of: scope.tenant).bytes(account.id.text),
            visit,
            of: scope.tenant
        )
        let wait = try await database.write(in: scope) { transaction in
            try gate.begin(at: scope.now, in: &transaction)
        }
        if let wait { return .failure(.wait(seconds: wait)) }
        guard try await passwords.check(Password(typed: present), against: stored) != .wrong else {
            return .failure(.wrong)
        }
        try await database.write(in: scope) { transaction in
            try gate.succeed(at: scope.now, in: &transaction)
        }
        return .success(())
    }

    /// The password to hash, or why this account cannot have it.
    private func fit(
        _ password: String,
        for account: Account,
        _ place: MailPlace
    ) throws -> Result<Password, PasswordFlaw> {
        let address = try EmailAddress(typed: account.email)
        do throws(PasswordFlaw) {
            return .success(
                try passwordRules.check(password, address: address, institution: place.name)
            )
        } catch {
            return .failure(error)
        }
    }
}

extension PersonalBox.Place {
    static func pendingSecret(_ context: MemberContext) -> Self {
        Self(column: "pending.code_secret", row: Base32.encode(context.session.key))
    }
}
