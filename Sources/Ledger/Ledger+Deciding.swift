package import Kernel
package import Storage

/// What moves a public count beside entries; whoever follows the count is told in the same transaction.
extension Ledger {
    /// Keeps what came in a stream out of public counts, or counts it again; `noting` is the last that is done
    /// where something changed, with what the item counts more or less.
    package func decide(
        _ decision: LedgerDecision,
        in scope: Scope,
        noting: @escaping @Sendable (Int, inout Transaction) throws -> Void = { _, _ in }
    ) async throws -> LedgerDecision.Outcome {
        let followers = self.followers
        return try await database.write(in: scope, isolation: .lockedRows) { transaction in
            // Held without a write: where nothing is decided, nothing was written.
            let items = try LedgerStore.lock([decision.item], in: &transaction)
            guard let item = items[decision.item],
                let anomaly = try LedgerStore.anomaly(
                    decision.anomaly,
                    of: decision.item,
                    in: &transaction
                )
            else { return .absent }
            guard anomaly.isHeld != decision.isHeld else { return .unchanged }
            if decision.isHeld {
                for (section, count) in anomaly.sections {
                    let total = try LedgerStore.total(of: section, item, in: &transaction)
                    guard total >= count else { return .belowNothing }
                }
            }
            try LedgerStore.decide(decision, about: anomaly, of: item, in: &transaction)
            let change = decision.isHeld ? -anomaly.count : anomaly.count
            try followers.tell([decision.item: item.publicCount + change], in: &transaction)
            try noting(change, &transaction)
            return .done(change)
        }
    }

    /// Writes down that an item counts more or less than its entries, and why: statements on paper,
    /// entries that turned out to be invalid.
    ///
    /// Throws `constraint` when a section would come to count less than nothing.
    package func correct(
        _ item: Subject,
        by correction: LedgerCorrection,
        in scope: Scope
    ) async throws {
        let followers = self.followers
        try await database.write(in: scope, isolation: .lockedRows) { transaction in
            let count = try LedgerStore.correct(item, by: correction, in: &transaction)
            try followers.tell([item: count], in: &transaction)
        }
    }
}
