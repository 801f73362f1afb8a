import Kernel
package import Storage
package import Vault

/// What staff and operators did: who, when, to what, and how it was before and after.
///
/// Entries are added and never altered. Each is sealed together with the one before it, so that a changed,
/// a removed and an added one are found by ``check(in:of:)``.
package struct Audit: Sendable {
    let vault: Vault

    package init(vault: Vault) { self.vault = vault }

    /// Notes what the transaction does; where and when are the transaction's own, and so is who does it where
    /// the note names nobody.
    ///
    /// The end of the chain is held from here on, so this is the last that a transaction does.
    package func note(_ note: AuditNote, in transaction: inout Transaction) throws {
        try self.note([note], in: &transaction)
    }

    /// Notes many things that one transaction does, each with an entry of its own and in this order.
    package func note(_ notes: [AuditNote], in transaction: inout Transaction) throws {
        guard !notes.isEmpty else { return }
        let key = AuditKey(tenant: transaction.tenant, vault: vault)
        let end = try AuditStore.lockEnd(key, in: &transaction)
        var (number, seal) = (end.number, end.seal)
        var rows: [AuditRow] = []
        for note in notes {
            number += 1
            let entry = AuditEntry(
                number: number,
                at: transaction.now,
                actor: note.author ?? AuditActor(transaction.actor),
                subject: Subject(space: transaction.space, kind: note.kind, id: note.id),
                action: note.action,
                details: try AuditDetails(before: note.before, after: note.after).text()
            )
            seal = key.seal(entry.content, after: seal)
            rows.append(AuditRow(entry, seal))
        }
        try AuditStore.add(rows, in: &transaction)
        try AuditStore.move(
            to: number,
            seal,
            proof: key.proof(ofEnd: number, seal: seal),
            in: &transaction
        )
    }
}
