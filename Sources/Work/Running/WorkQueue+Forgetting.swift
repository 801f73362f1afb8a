import Accounts
import Jobs
import Kernel
import Localization
import Storage
import Vault

/// The end of what was queued: results after a week, and what nobody has come to.
extension WorkQueue {
    /// A few at a time, so that nobody waits for all of them.
    ///
    /// What nobody has come to is not gone without a word: its owner reads for a week that it was given up.
    func forget(in scope: Scope, _ run: JobRun) async throws -> Int {
        var forgotten = 0
        while true {
            try run.checkIsHeld()
            let count = try await database.write(in: scope) { transaction in
                let items = try WorkStore.expired(in: &transaction)
                for item in items where item.state == .waiting {
                    try giveUp(item, in: &transaction)
                }
                try Self.remove(items.filter { $0.state != .waiting }, in: &transaction)
                return items.count
            }
            guard count > 0 else { return forgotten }
            forgotten += count
        }
    }

    private func giveUp(_ item: WorkItem, in transaction: inout Transaction) throws {
        let t = try people.translator(of: item.owner, in: &transaction)
        let words = try t.map { t in
            try box(transaction.tenant)
                .seal(t("work.failed.expired"), for: .workWords(item.id))
        }
        let expiresAt = Self.expiry(from: transaction.now)
        let end = WorkEnd(state: .failed, words: words, expiresAt: expiresAt)
        try WorkStore.expire(item.id, end, in: &transaction)
    }
}
