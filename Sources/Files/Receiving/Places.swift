import Synchronization
import Web

/// So many at once, and whoever comes then is asked to come again.
final class Places: Sendable {
    private let taken = Mutex(0)
    private let count: Int

    init(_ count: Int) { self.count = count }

    /// Throws `unavailable` when all are taken.
    func run<Value>(_ body: () async throws -> Value) async throws -> Value {
        let isFree = taken.withLock { taken in
            guard taken < count else { return false }
            taken += 1
            return true
        }
        guard isFree else { throw PageError.unavailable(seconds: 10) }
        defer { taken.withLock { $0 -= 1 } }
        return try await body()
    }
}
