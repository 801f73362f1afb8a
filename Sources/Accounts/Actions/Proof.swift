import Credentials
import Kernel
import Storage
import Web

/// Whoever is signed in proves once more who they are, before what protects the account is changed.
extension Accounts {
    /// Why a proof does not help.
    package enum ProofRefusal: Error, Equatable, Sendable {
        /// The present password is not that.
        case wrong
        case wait(seconds: Int)
        /// Without a password, only somebody who has just signed in can change it: a letter proves them.
        case notFresh
    }

    /// With the password, or by having just come.
    ///
    /// A wrong password counts against the same budget as one at the door: it is the same thing that is
    /// guessed. What follows is decided on `current(_:in:)`, not on what was read here.
    func prove(
        present: String,
        from visit: SignInVisit,
        _ context: MemberContext
    ) async throws -> Result<Void, ProofRefusal> {
        let scope = context.scope
        let asked = try await database.write(in: scope) { transaction in
            try askForProof(visit, context, in: &transaction)
        }
        let question: (stored: String, gate: SignInThrottle)
        switch asked {
        case .failure(let refusal): return .failure(refusal)
        case .success(nil): return .success(())
        case .success(let found?): question = found
        }
        let outcome = try await check(
            Password(typed: present),
            against: question.stored,
            counted: question.gate,
            in: scope
        )
        guard outcome != .wrong else { return .failure(.wrong) }
        try await database.write(in: scope) { transaction in
            let account = try current(context, in: &transaction)
            try throttle(.password, of: account, visit, at: scope.tenant)
                .succeed(at: scope.now, in: &transaction)
        }
        return .success(())
    }

    /// The hash to compare with, and where the attempt was counted; nil when it needs none.
    private func askForProof(
        _ visit: SignInVisit,
        _ context: MemberContext,
        in transaction: inout Transaction
    ) throws -> Result<(stored: String, gate: SignInThrottle)?, ProofRefusal> {
        let now = context.scope.now
        let account = try current(context, in: &transaction)
        guard let stored = account.password else {
            let age = context.session.startedAt.distance(to: now)
            return age <= SessionLife.fresh ? .success(nil) : .failure(.notFresh)
        }
        let gate = try throttle(.password, of: account, visit, at: transaction.tenant)
        if case .wait(let seconds) = try gate.begin(at: now, in: &transaction) {
            return .failure(.wait(seconds: seconds))
        }
        return .success((stored, gate))
    }
}
