package import Credentials
package import Kernel
import Mail
import Storage

/// With a link in a letter, or a password; then with a one-time code, when the account has codes.
extension Accounts {
    /// Why somebody is not signed in.
    package enum SignInRefusal: Error, Equatable, Sendable {
        /// No account has this address and this password; which of both is wrong is not said.
        case wrong
        /// Too many wrong tries, by somebody.
        case wait(seconds: Int)
    }

    /// Sends a link to sign in with; to an address without account, how to get one.
    package func sendLink(
        to email: EmailAddress,
        next: String,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> LetterResult {
        try await sendLink(
            .signIn,
            TokenContents(next: next),
            to: email,
            at: place,
            in: scope
        ) { letters, token in
            letters.signIn(token)
        }
    }

    /// Sends a link that does one thing to the owner of an address; to an address without account,
    /// how to get one.
    ///
    /// The work is the same in both cases: how long it takes tells nobody who has an account.
    func sendLink(
        _ purpose: TokenPurpose,
        _ contents: TokenContents,
        to email: EmailAddress,
        at place: MailPlace,
        in scope: Scope,
        letter: @escaping @Sendable (AccountLetters, String) -> Letter
    ) async throws -> LetterResult {
        let key = emailKey(email, of: scope.tenant)
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            let known = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            let token = try makeToken(
                purpose,
                member: known?.id,
                contents: contents,
                in: &transaction
            )
            let letter =
                if let known {
                    letter(letters(to: known, at: place), token)
                } else {
                    letters(to: email.text, at: place).unknownAddress(purpose)
                }
            return try outbox.add(letter, in: &transaction)
        }
    }

    /// Signs in whoever has the link of a letter; nil when it was used, is over, or never was.
    package func signIn(
        withLink token: String,
        from visit: SignInVisit,
        in scope: Scope
    ) async throws -> SignInStep? {
        let box = box(scope.tenant)
        return try await database.write(in: scope) { transaction in
            guard let taken = try take(token, .signIn, in: &transaction), let id = taken.member,
                let account = try MemberStore.find(id, box: box, in: &transaction)
            else { return nil }
            try link(taken.contents, to: id, in: &transaction)
            return try step(account, visit.next(taken.contents.next), in: &transaction)
        }
    }

    /// Signs in with a password.
    ///
    /// Takes the same time whether the address has an account or not. Throws `HashingRefusal` when
    /// too many try at once.
    package func signIn(
        _ email: EmailAddress,
        password: Password?,
        from visit: SignInVisit,
        in scope: Scope
    ) async throws -> Result<SignInStep, SignInRefusal> {
        let key = emailKey(email, of: scope.tenant)
        let box = box(scope.tenant)
        let gate = throttle(for: key, visit, of: scope.tenant)
        let found = try await database.write(in: scope) { transaction in
            if let seconds = try gate.begin(at: scope.now, in: &transaction) {
                return Result<Account?, SignInRefusal>.failure(.wait(seconds: seconds))
            }
            return .success(try MemberStore.find(emailKey: key, box: box, in: &transaction))
        }
        let account: Account?
        switch found {
        case .failure(let refusal): return .failure(refusal)
        case .success(let found): account = found
        }
        let outcome = try await passwords.check(password, against: account?.password ?? "")
        guard outcome != .wrong, let account, let password else { return .failure(.wrong) }
        let renewed = outcome == .rightButOutdated ? try await passwords.hash(password) : nil
        return try await database.write(in: scope) { transaction in
            // The account as it is now: its password may have been changed meanwhile.
            guard let current = try MemberStore.find(account.id, box: box, in: &transaction),
                current.password == account.password
            else { return .failure(.wrong) }
            if let renewed {
                try MemberStore.setPassword(of: account.id, to: renewed, in: &transaction)
            }
            try gate.succeed(at: scope.now, in: &transaction)
            return .success(try step(current, visit, in: &transaction))
        }
    }

    /// A session, or a question for a one-time code.
    func step(
        _ account: Account,
        _ visit: SignInVisit,
        origin: SessionOrigin? = nil,
        in transaction: inout Transaction
    ) throws -> SignInStep {
        if account.hasCodes {
            let attempt = try makeToken(
                .secondStep,
                member: account.id,
                contents: TokenContents(next: visit.next, origin: origin),
                in: &transaction
            )
            return .codeNeeded(attempt: attempt)
        }
        let session = try begin(
            account.id,
            Beginning(
                device: visit.device,
                origin: origin,
                next: visit.next,
                replaced: visit.replaced
            ),
            in: &transaction
        )
        return .signedIn(session)
    }

    /// Why a one-time code did not help.
    package enum CodeRefusal: Error, Equatable, Sendable {
        case wrong
        /// Too many codes, too late, or never begun: sign in again.
        case over
    }

    /// The second step: a code of the app, or a recovery code, which is used up.
    package func signIn(
        attempt: String,
        code: String,
        from visit: SignInVisit,
        in scope: Scope
    ) async throws -> Result<NewSession, CodeRefusal> {
        let box = box(scope.tenant)
        return try await database.write(in: scope) { transaction in
            let hash = tokenHash(attempt, of: scope.tenant)
            guard
                let row = try TokenStore.attempt(
                    hash,
                    purpose: .secondStep,
                    atMost: Limits.codeAttempts,
                    at: scope.now,
                    in: &transaction
                ), let id = row.member,
                let account = try MemberStore.find(id, box: box, in: &transaction)
            else { return .failure(.over) }
            guard try accepts(code, of: account, in: &transaction) else { return .failure(.wrong) }
            let contents = try contents(of: row, hash: hash, tenant: scope.tenant)
            _ = try TokenStore.take(hash, purpose: .secondStep, at: scope.now, in: &transaction)
            let session = try begin(
                id,
                Beginning(
                    hasSecondFactor: true,
                    device: visit.device,
                    origin: contents.origin,
                    next: contents.next ?? "",
                    replaced: visit.replaced
                ),
                in: &transaction
            )
            return .success(session)
        }
    }
}
