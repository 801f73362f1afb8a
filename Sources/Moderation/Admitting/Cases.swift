import Jobs
import Kernel
import Storage
import Vault

extension Moderation {
    /// The open case about a subject, a new one where there is none.
    ///
    /// Whoever calls it holds the subject's row, or has just written it.
    func openCase(
        about subject: Subject,
        because cause: ModerationCase.Cause,
        promised: Instant,
        author: Member.ID?,
        in transaction: inout Transaction
    ) throws -> (number: Int, promisedAt: Instant) {
        if let open = try CaseStore.lockOpen(of: subject, in: &transaction) {
            return (open.number, open.promisedAt)
        }
        let number = try NumberStore.take(of: .cases, in: &transaction)
        try CaseStore.add(
            CaseStore.New(
                number: number,
                subject: subject,
                cause: cause,
                promisedAt: promised,
                author: author
            ),
            in: &transaction
        )
        let morning = Self.nextMorning(after: transaction.now)
        try Self.digests.note(morning, in: &transaction)
        return (number, promised)
    }

    /// Makes shapes what they are at one institution alone.
    func shapeSecret(of tenant: Tenant.ID) -> UInt64 {
        vault.lookupKey("moderation.shape", of: tenant).bytes("secret").prefix(8)
            .reduce(0) { $0 << 8 | UInt64($1) }
    }
}
