package import Jobs
package import Kernel
import Storage

/// What accounts forget by themselves.
extension Accounts {
    /// Every row that ends by itself notes its end here.
    static let upkeepAgenda = Agenda("accounts.upkeep", of: .institution)

    /// Sessions, links and notes of wrong tries that are over, forgotten within ten minutes.
    package func upkeep(
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> JobDefinition {
        let work = AgendaWork(
            Self.upkeepAgenda,
            in: database,
            everywhere: everywhere,
            next: { try Self.nextEnd(in: &$0) },
            work: { try await forgetWhatIsOver(in: $1) }
        )
        return JobDefinition(every: .seconds(600), limit: .seconds(300), work) { forgotten in
            let rows = forgotten.reduce(0, +)
            return rows == 0 ? nil : "\(rows) rows that were over"
        }
    }

    func forgetWhatIsOver(in scope: Scope) async throws -> Int {
        try await database.write(in: scope) { transaction in
            let now = scope.now
            return try SessionStore.prune(at: now, in: &transaction)
                + TokenStore.prune(at: now, in: &transaction)
                + IdentityStore.prune(at: now, in: &transaction)
                + FarewellStore.prune(in: &transaction)
                + FailureStore.prune(at: now, in: &transaction)
        }
    }

    /// When the first row ends that is there.
    private static func nextEnd(
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        [
            try SessionStore.firstEnd(in: &transaction),
            try TokenStore.firstEnd(in: &transaction),
            try IdentityStore.firstEnd(in: &transaction),
            try FarewellStore.firstEnd(in: &transaction),
            try FailureStore.firstEnd(in: &transaction),
        ]
        .compactMap(\.self).min()
    }
}
