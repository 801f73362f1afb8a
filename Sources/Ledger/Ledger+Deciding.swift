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
        try await decide([decision], in: scope, noting: noting)
    }

    /// The same about several anomalies of one item: all of them or none, and its count moves once.
    ///
    /// What is decided so already stays as it is.
    package func decide(
        _ decisions: [LedgerDecision],
        in scope: Scope,
        noting: @escaping @Sendable (Int, inout Transaction) throws -> Void = { _, _ in }
    ) async throws -> LedgerDecision.Outcome {
        let followers = self.followers
        return try await database.write(in: scope, isolation: .lockedRows) { transaction in
            let outcome = try LedgerStore.decide(decisions, in: &transaction)
            guard case .done(let change) = outcome.outcome, let item = decisions.first?.item
            else { return outcome.outcome }
            try followers.tell([item: outcome.publicCount], in: &transaction)
            try noting(change, &transaction)
            return outcome.outcome
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
