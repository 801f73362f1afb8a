import Kernel
import Storage
import Synchronization

extension Ledger {
    /// Takes an entry back, in a transaction of its own under the lock of the item.
    ///
    /// What of the same key waits here is not written any more, whatever becomes of the withdrawal. Sent
    /// again, it finds nothing and changes nothing. Throws `StorageError`: then nothing that is stored has
    /// changed, or nobody knows (`unknownOutcome`).
    package func withdraw(
        _ withdrawal: LedgerWithdrawal
    ) async throws -> LedgerWithdrawal.Outcome {
        let scope = Scope(tenant: withdrawal.tenant, actor: .visitor, now: clock.now)
        let seen = try await database.read(in: scope) { transaction in
            try LedgerStore.item(withdrawal.item, in: &transaction)
        }
        guard let seen, seen.isOpen(at: withdrawal.arrivedAt) else { return .closed }
        for ticket in queue.withLock({ $0.drop(withdrawal) }) { ticket.giveUp(.expired) }
        let followers = self.followers
        return try await database.write(in: scope, isolation: .lockedRows) { transaction in
            guard let item = try LedgerStore.lock(withdrawal.item, in: &transaction),
                item.isOpen(at: withdrawal.arrivedAt)
            else { return .closed }
            let key = LedgerKey(item: item.number, key: withdrawal.key)
            guard let entry = try LedgerStore.counted(key, in: &transaction) else {
                return .absent
            }
            let change = try LedgerStore.withdraw(
                entry,
                of: item,
                on: withdrawal.day,
                in: &transaction
            )
            if let person = withdrawal.person {
                try LedgerStore.giveBack(
                    LedgerPerson(space: withdrawal.item.space, key: person),
                    in: &transaction
                )
            }
            try followers.tell(
                [withdrawal.item: item.publicCount + change],
                in: &transaction
            )
            return .withdrawn
        }
    }
}
