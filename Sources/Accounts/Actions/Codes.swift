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

    /// Begins to ask for codes, after a first right one; ends all other sessions.
    ///
    /// Gives the recovery codes, which are seen this once, and a session that counts as strong; nil
    /// when the code is wrong.
    package func startCodes(
        secret: OneTimeSecret,
        code: String,
        from visit: SignInVisit,
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> (recovery: [RecoveryCode], session: NewSession)? {
        let id = context.member.id
        let scope = context.scope
        let recovery = RecoveryCode.makeSet(random: random)
        let box = box(scope.tenant)
        guard let step = secret.step(of: code, at: scope.now, after: nil) else { return nil }
        return try await writeLetters(in: scope) { transaction in
            guard let account = try MemberStore.find(id, box: box, in: &transaction) else {
                return nil
            }
            try MemberStore.setCodeSecret(of: id, to: secret.bytes, box: box, in: &transaction)
            _ = try MemberStore.useCode(of: id, step: step, in: &transaction)
            try CodeStore.replace(
                of: id,
                with: hashes(recovery, id, scope.tenant),
                in: &transaction
            )
            let origin = try origin(of: context.session, in: &transaction)
            try SessionStore.deleteAll(of: id, in: &transaction)
            try outbox.warn(letters(to: account, at: place).codesStarted(), in: &transaction)
            let session = try begin(
                id,
                Beginning(
                    hasSecondFactor: true,
                    device: visit.device,
                    origin: origin,
                    next: visit.next
                ),
                in: &transaction
            )
            return (recovery, session)
        }
    }

    /// How many recovery codes a member has not used yet.
    package func recoveryCodesLeft(for context: MemberContext) async throws -> Int {
        try await database.read(in: context.scope) { transaction in
            try CodeStore.count(of: context.member.id, in: &transaction)
        }
    }

    /// New recovery codes in the place of all old ones; they are seen this once.
    package func renewRecoveryCodes(for context: MemberContext) async throws -> [RecoveryCode] {
        let recovery = RecoveryCode.makeSet(random: random)
        let hashes = hashes(recovery, context.member.id, context.scope.tenant)
        try await database.write(in: context.scope) { transaction in
            try CodeStore.replace(of: context.member.id, with: hashes, in: &transaction)
        }
        return recovery
    }

    /// Ends the asking for codes; refused to staff, who need them.
    ///
    /// False when the member is staff.
    package func stopCodes(
        at place: MailPlace,
        for context: MemberContext
    ) async throws -> Bool {
        let id = context.member.id
        let box = box(context.scope.tenant)
        return try await writeLetters(in: context.scope) { transaction in
            guard try RoleStore.grants(of: id, in: &transaction).isEmpty,
                let account = try MemberStore.find(id, box: box, in: &transaction)
            else { return false }
            try MemberStore.setCodeSecret(of: id, to: nil, box: box, in: &transaction)
            try CodeStore.deleteAll(of: id, in: &transaction)
            try SessionStore.deleteAll(of: id, except: context.session.key, in: &transaction)
            try outbox.warn(letters(to: account, at: place).codesStopped(), in: &transaction)
            return true
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
