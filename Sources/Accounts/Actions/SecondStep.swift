package import Kernel
import Mail
import Storage

/// Between the first proof and the session: a one-time code.
extension Accounts {
    /// Why a one-time code did not help.
    package enum CodeRefusal: Error, Equatable, Sendable {
        case wrong
        /// Too many wrong ones at this account, by somebody.
        case wait(seconds: Int)
        /// Too many codes, too late, or never begun: sign in again.
        case over
    }

    /// The second step: a code of the app, or a recovery code, which is used up.
    ///
    /// A wrong one counts against the account, however often its password is typed anew, and the owner
    /// is told: whoever came as far as this has the password or reads the mail.
    package func signIn(
        attempt: String,
        code: String,
        from visit: SignInVisit,
        at place: MailPlace,
        in scope: Scope
    ) async throws -> Result<NewSession, CodeRefusal> {
        let box = box(scope.tenant)
        return try await writeLetters(in: scope) { transaction in
            guard let found = try find(attempt, .secondStep, in: &transaction),
                let id = found.member,
                let account = try MemberStore.find(id, box: box, in: &transaction)
            else { return .failure(.over) }
            let hash = tokenHash(attempt, of: scope.tenant)
            // Before the throttle: what cannot be right any more is no guess at the account.
            guard
                try TokenStore.attempts(hash, in: &transaction) < Limits.codeAttempts
            else { return .failure(.over) }
            let gate = try throttle(.code, of: account, visit, at: scope.tenant)
            let failures: Int
            switch try gate.begin(at: scope.now, in: &transaction) {
            case .wait(let seconds): return .failure(.wait(seconds: seconds))
            case .counted(let count): failures = count
            }
            guard
                try TokenStore.attempt(
                    hash,
                    purpose: .secondStep,
                    atMost: Limits.codeAttempts,
                    at: scope.now,
                    in: &transaction
                ) != nil
            else { return .failure(.over) }
            guard try accepts(code, of: account, in: &transaction) else {
                try tell(account, ofWrongCodes: failures, at: place, in: &transaction)
                return .failure(.wrong)
            }
            try gate.succeed(at: scope.now, in: &transaction)
            _ = try TokenStore.take(hash, purpose: .secondStep, at: scope.now, in: &transaction)
            let beginning = Beginning(
                visit: visit.next(found.contents.next),
                hasSecondFactor: true,
                origin: found.contents.origin
            )
            return .success(try begin(account, beginning, in: &transaction))
        }
    }

    /// With the fifth wrong code, the tenth, the twentieth and so on.
    private func tell(
        _ account: Account,
        ofWrongCodes count: Int,
        at place: MailPlace,
        in transaction: inout Transaction
    ) throws {
        let (rounds, rest) = count.quotientAndRemainder(dividingBy: Limits.codeAttempts)
        guard rest == 0, rounds > 0, rounds & (rounds - 1) == 0 else { return }
        try outbox.warn(letters(to: account, at: place).wrongCodes(), in: &transaction)
    }
}
