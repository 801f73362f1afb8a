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
        from visit: SignInVisit,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> LetterResult {
        try await sendLink(
            .signIn,
            TokenContents(next: visit.next),
            to: email,
            from: visit,
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
        from visit: SignInVisit,
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
                contents: contents.asked(by: visit, at: scope.now),
                in: &transaction
            )
            let letter =
                if let known {
                    letter(
                        try letters(to: known, at: place, asking: visit, in: &transaction),
                        token
                    )
                } else {
                    letters(to: email.text, at: place).unknownAddress(purpose)
                }
            return try send(letter, with: token, purpose, in: &transaction)
        }
    }

    /// Signs in whoever has the link of a letter, in the browser that opened it; nil when it was used,
    /// is over, or never was.
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
        let found = try await database.write(in: scope) { transaction in
            let account = try MemberStore.find(emailKey: key, box: box, in: &transaction)
            let gate = throttle(.password, at: key, account, visit, of: scope.tenant)
            if case .wait(let seconds) = try gate.begin(at: scope.now, in: &transaction) {
                return Result<Account?, SignInRefusal>.failure(.wait(seconds: seconds))
            }
            return .success(account)
        }
        let account: Account?
        switch found {
        case .failure(let refusal): return .failure(refusal)
        case .success(let found): account = found
        }
        let outcome = try await check(
            password,
            against: account?.password ?? "",
            counted: throttle(.password, at: key, account, visit, of: scope.tenant),
            in: scope
        )
        guard outcome != .wrong, let account, let password else { return .failure(.wrong) }
        let renewed = outcome == .rightButOutdated ? try await passwords.hash(password) : nil
        return try await database.write(in: scope) { transaction in
            // The account as it is now: everything may have been ended while the password was hashed.
            // A new password moves the epoch; the same one, hashed anew in another tab, does not.
            guard let current = try MemberStore.find(account.id, box: box, in: &transaction),
                current.epoch == account.epoch
            else { return .failure(.wrong) }
            if let renewed {
                try MemberStore.setPassword(of: account.id, to: renewed, in: &transaction)
            }
            try throttle(.password, at: key, current, visit, of: scope.tenant)
                .succeed(at: scope.now, in: &transaction)
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
        let beginning = Beginning(visit: visit, origin: origin)
        return .signedIn(try begin(account, beginning, in: &transaction))
    }
}

extension TokenContents {
    /// The same with who asked for the letter, as far as its reader is told.
    func asked(by visit: SignInVisit, at now: Instant) -> TokenContents {
        var contents = self
        contents.device = visit.device
        contents.askedAt = now.milliseconds
        return contents
    }
}
