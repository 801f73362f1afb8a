import Kernel
import Ledger
import Spaces
import Storage
import Vault

extension Initiatives {
    /// Why a statement of support was not counted; each has a page of its own.
    enum SupportRefusal: Error, Equatable {
        case notFound
        /// It is not open, or was not any more when the form arrived.
        case notOpen(InitiativeState)
        /// The state has given no key: nobody could read the statement.
        case noAuthority
        /// It was sealed for a key that is no longer the state's: the page was old.
        case outdatedKey
        /// No form makes such a statement: its authority could not read it, or everybody could.
        case unreadable
    }

    /// A statement as it reached the server.
    enum Submission: Sendable {
        /// The browser sealed it; of the person only a digest arrives.
        case sealed(SealedStatement, IdentityDigest)
        /// The form came in clear and is sealed here, in memory, at once.
        case plain(Statement)
    }

    /// Stores a statement of support, and gives its receipt when it is durable.
    ///
    /// A person counts once. What comes under their fingerprint later is kept beside the first, for the
    /// authority, and answered alike: see decision 0020. So nobody learns who has signed, and nobody is
    /// shut out by rubbish that somebody sent in their name.
    ///
    /// `arrivedAt` is when the form had arrived whole: it decides whether that was in time. The same
    /// form with the same `attempt` gives the same receipt again.
    func support(
        _ id: Initiative.ID,
        state: String,
        with submission: Submission,
        attempt: SendingAttempt? = nil,
        mark: LedgerMark? = nil,
        arrivedAt: Instant,
        receivedAt: ContinuousClock.Instant = .now,
        in scope: Scope
    ) async throws -> Result<String, SupportRefusal> {
        guard let signable = try await desk.signable(id, in: scope) else {
            return .failure(.notFound)
        }
        let current = signable.initiative.state(at: arrivedAt)
        // Whoever sends again what may have been counted at the last moment hears of it; the ledger
        // takes nothing new.
        let before = arrivedAt.adding(.milliseconds(-Limits.resendMilliseconds))
        let maySend =
            current.isSignable
            || attempt != nil && signable.initiative.state(at: before).isSignable
        guard maySend, let fingerprintKey = signable.fingerprintKey else {
            return .failure(.notOpen(current))
        }
        guard let authority = try await desk.keys(in: scope)[state] else {
            return .failure(.noAuthority)
        }

        let sealed: SealedStatement
        let digest: IdentityDigest
        let channel: String
        var content: [UInt8] = []
        switch submission {
        case .sealed(let statement, let person):
            guard statement.keyID == authority.id else { return .failure(.outdatedKey) }
            guard !statement.hasWeakKey,
                Statement.isPossible(sealedBytes: statement.plaintextBytes)
            else { return .failure(.unreadable) }
            (sealed, digest, channel) = (statement, person, "browser")
        case .plain(let statement):
            let context = SealingContext(
                tenant: scope.tenant,
                subject: scope.subject(of: id),
                state: state,
                form: Statement.form
            )
            content = try statement.sealable
            sealed = try authority.seal(content, for: context)
            (digest, channel) = (IdentityDigest(of: statement.identityText), "server")
        }
        let fingerprint = fingerprintKey.key(of: state).fingerprint(of: digest)
        let nonce = signable.receipts.nonce(
            attempt: (attempt ?? SendingAttempt(host.random)).bytes,
            fingerprint: fingerprint,
            content: content
        )
        let entry = LedgerEntry(
            tenant: scope.tenant,
            item: scope.subject(of: id),
            key: fingerprint,
            section: state,
            channel: channel,
            day: CivilZone.brussels.date(at: arrivedAt),
            nonce: nonce,
            payload: sealed.bytes,
            arrivedAt: arrivedAt,
            keepsAlternates: true,
            mark: mark,
            receivedAt: receivedAt
        )
        switch try await host.ledger.submit(entry) {
        case .accepted(let sequence):
            return .success(try signable.receipts.receipt(sequence: sequence, nonce: nonce))
        // No limit is set on how many initiatives one person supports, and alternates are kept.
        case .closed, .limited, .duplicate:
            return .failure(.notOpen(try await stateNow(id, at: arrivedAt, in: scope)))
        }
    }

    /// The ledger said closed: what the initiative is, read anew.
    private func stateNow(
        _ id: Initiative.ID,
        at instant: Instant,
        in scope: Scope
    ) async throws -> InitiativeState {
        let details = try await show(id, in: scope)
        let state = details?.initiative.state(at: instant) ?? .closed
        return state.isSignable ? .closed : state
    }
}
