package import Credentials
import Kernel
import Mail
import Storage
import Vault
package import Web

/// One-time codes of an app (RFC 6238), and the recovery codes for the day the phone is lost.
extension Accounts {
    /// Whether a code is right: each can be used once.
    func accepts(
        _ code: String,
        of account: Account,
        in transaction: inout Transaction
    ) throws -> Bool {
        guard let secret = account.codeSecret.flatMap({ OneTimeSecret(bytes: $0) }) else {
            return false
        }
        if let step = secret.step(of: code, at: transaction.now, after: nil) {
            return try MemberStore.useCode(of: account.id, step: step, in: &transaction)
        }
        guard let recovery = RecoveryCode(typed: code) else { return false }
        return try CodeStore.use(
            recoveryHash(recovery, of: account.id, transaction.tenant),
            of: account.id,
            in: &transaction
        )
    }

    func recoveryHash(
        _ code: RecoveryCode,
        of member: Member.ID,
        _ tenant: Tenant.ID
    ) -> [UInt8] {
        vault.lookupKey("recovery-code", of: tenant).bytes(member.text, code.canonical)
    }

    /// A secret for an app, not in use until a code of it was given.
    package func newCodeSecret() -> OneTimeSecret { OneTimeSecret(random: random) }

    /// The secret while it waits on a page for its first code: sealed for this member, so that nobody
    /// can slip somebody else's under them.
    package func sealed(_ secret: OneTimeSecret, for context: MemberContext) throws -> String {
        let bytes = try box(context.scope.tenant).seal(secret.bytes, for: .pendingSecret(context))
        return Base32.encode(bytes)
    }

    /// Nil for anything that this session was not shown.
    package func open(sealed text: String, for context: MemberContext) -> OneTimeSecret? {
        guard text.utf8.count < 200, let bytes = Base32.decode(text),
            let secret = try? box(context.scope.tenant).open(bytes, for: .pendingSecret(context))
        else { return nil }
        return OneTimeSecret(bytes: secret)
    }

    /// Why codes do not begin, end or are not made anew.
    package enum CodesRefusal: Error, Equatable, Sendable {
        case unproven(ProofRefusal)
        /// The first code of the app is wrong.
        case wrongCode
        /// They are on already, or off already.
        case notNow
        /// Staff need them.
        case needed
    }

    /// Begins to ask for codes, after a first right one; ends all other sessions and every link.
    ///
    /// Gives the recovery codes, which are seen this once, and a session that counts as strong.
    package func startCodes(
        secret: OneTimeSecret,
        code: String,
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<(recovery: [RecoveryCode], session: NewSession), CodesRefusal> {
        let id = context.member.id
        let scope = context.scope
        let recovery = RecoveryCode.makeSet(random: random)
        let box = box(scope.tenant)
        guard let step = secret.step(of: code, at: scope.now, after: nil) else {
            return .failure(.wrongCode)
        }
        if case .failure(let refusal) = try await prove(present: present, from: visit, context) {
            return .failure(.unproven(refusal))
        }
        return try await writeLetters(in: scope) { transaction in
            guard !(try current(context, in: &transaction).hasCodes) else {
                return .failure(.notNow)
            }
            try MemberStore.setCodeSecret(of: id, to: secret.bytes, box: box, in: &transaction)
            _ = try MemberStore.useCode(of: id, step: step, in: &transaction)
            try CodeStore.replace(
                of: id,
                with: hashes(recovery, id, scope.tenant),
                in: &transaction
            )
            let origin = try origin(of: context.session, in: &transaction)
            try endEverything(of: id, in: &transaction)
            let account = try self.account(id, in: &transaction)
            try outbox.warn(letters(to: account, at: place).codesStarted(), in: &transaction)
            let session = try begin(
                account,
                Beginning(visit: visit, hasSecondFactor: true, origin: origin),
                in: &transaction
            )
            return .success((recovery, session))
        }
    }

    /// How many recovery codes a member has not used yet.
    package func recoveryCodesLeft(for context: MemberContext) async throws -> Int {
        try await database.read(in: context.scope) { transaction in
            try CodeStore.count(of: context.member.id, in: &transaction)
        }
    }

    /// New recovery codes in the place of all old ones; they are seen this once.
    package func renewRecoveryCodes(
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<[RecoveryCode], CodesRefusal> {
        if case .failure(let refusal) = try await prove(present: present, from: visit, context) {
            return .failure(.unproven(refusal))
        }
        let recovery = RecoveryCode.makeSet(random: random)
        let hashes = hashes(recovery, context.member.id, context.scope.tenant)
        return try await writeLetters(in: context.scope) { transaction in
            let account = try current(context, in: &transaction)
            guard account.hasCodes else { return .failure(.notNow) }
            try CodeStore.replace(of: account.id, with: hashes, in: &transaction)
            try outbox.warn(letters(to: account, at: place).recoveryRenewed(), in: &transaction)
            return .success(recovery)
        }
    }

    /// Ends the asking for codes; refused to staff, who need them.
    package func stopCodes(
        present: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Result<Void, CodesRefusal> {
        if case .failure(let refusal) = try await prove(present: present, from: visit, context) {
            return .failure(.unproven(refusal))
        }
        let id = context.member.id
        let box = box(context.scope.tenant)
        return try await writeLetters(in: context.scope) { transaction in
            let account = try current(context, in: &transaction)
            guard account.hasCodes else { return .failure(.notNow) }
            guard try RoleStore.grants(of: id, in: &transaction).isEmpty else {
                return .failure(.needed)
            }
            try MemberStore.setCodeSecret(of: id, to: nil, box: box, in: &transaction)
            try CodeStore.deleteAll(of: id, in: &transaction)
            try endEverythingElse(of: context, from: visit, in: &transaction)
            try outbox.warn(letters(to: account, at: place).codesStopped(), in: &transaction)
            return .success(())
        }
    }

    private func hashes(
        _ codes: [RecoveryCode],
        _ member: Member.ID,
        _ tenant: Tenant.ID
    ) -> [[UInt8]] {
        codes.map { recoveryHash($0, of: member, tenant) }
    }
}

extension PersonalBox.Place {
    static func pendingSecret(_ context: MemberContext) -> Self {
        Self(column: "pending.code_secret", row: Base32.encode(context.session.key))
    }
}
