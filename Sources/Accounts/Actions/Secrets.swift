package import Credentials
package import Kernel
import Mail
import Storage
import Vault
package import Web

/// Passwords, and how they are changed: only by somebody who proves again who they are.
extension Accounts {
    /// Why a password is not changed.
    package enum PasswordRefusal: Error, Equatable, Sendable {
        case unproven(ProofRefusal)
        case unfit(PasswordFlaw)
    }

    /// Sets or changes the password of whoever is signed in; every other session and every link ends.
    package func setPassword(
        _ password: String,
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<NewSession, PasswordRefusal> {
        if case .failure(let refusal) = try await prove(present: present, from: visit, context) {
            return .failure(.unproven(refusal))
        }
        let typed: Password
        switch try fit(password, for: try await account(of: context), place) {
        case .failure(let flaw): return .failure(.unfit(flaw))
        case .success(let password): typed = password
        }
        let hash = try await passwords.hash(typed)
        let session = try await writeLetters(in: context.scope) { transaction in
            let account = try current(context, in: &transaction)
            let origin = try origin(of: context.session, in: &transaction)
            try MemberStore.setPassword(of: account.id, to: hash, in: &transaction)
            try endEverything(of: account.id, in: &transaction)
            try outbox.warn(letters(to: account, at: place).passwordChanged(), in: &transaction)
            return try begin(
                try self.account(account.id, in: &transaction),
                Beginning(
                    visit: visit,
                    hasSecondFactor: context.session.hasSecondFactor,
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
        from visit: SignInVisit,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> LetterResult {
        try await sendLink(
            .password,
            TokenContents(),
            to: email,
            from: visit,
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

    /// Sets a new password with the link of a letter; every session and every other link ends.
    package func resetPassword(
        _ token: String,
        to password: String,
        from visit: SignInVisit,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> Result<SignInStep, ResetRefusal> {
        guard let before = try await note(of: token, .password, in: scope)?.account else {
            return .failure(.over)
        }
        let typed: Password
        switch try fit(password, for: before, place) {
        case .failure(let flaw): return .failure(.unfit(flaw))
        case .success(let password): typed = password
        }
        let hashed = try await passwords.hash(typed)
        return try await writeLetters(in: scope) { transaction in
            // Hashing takes its time: what the account is like now decides, and the link itself, which
            // ends with any change of what protects the account.
            guard let id = try take(token, .password, in: &transaction)?.member else {
                return .failure(.over)
            }
            try MemberStore.setPassword(of: id, to: hashed, in: &transaction)
            try endEverything(of: id, in: &transaction)
            let account = try self.account(id, in: &transaction)
            try outbox.warn(letters(to: account, at: place).passwordChanged(), in: &transaction)
            return .success(try step(account, visit, in: &transaction))
        }
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
                try passwordRules.check(
                    password,
                    address: address,
                    institution: place.name.all.joined(separator: " ")
                )
            )
        } catch {
            return .failure(error)
        }
    }
}
