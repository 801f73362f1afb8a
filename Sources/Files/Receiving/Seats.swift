import Synchronization
import Web

/// So many at once, and of one person only a few; whoever comes then is asked to come again.
final class Seats: Sendable {
    private struct State {
        var all = 0
        var byHolder: [[UInt8]: Int] = [:]
    }

    private let taken = Mutex(State())
    private let count: Int
    private let countPerHolder: Int

    init(_ count: Int, perHolder: Int? = nil) {
        self.count = count
        countPerHolder = perHolder ?? count
    }

    /// Throws `tooManyUploads` when this holder has all that one may have, `unavailable` when others have
    /// them all.
    func run<Value>(
        for holder: [UInt8] = [],
        _ body: () async throws -> Value
    ) async throws -> Value {
        try taken.withLock { taken in
            let own = taken.byHolder[holder] ?? 0
            guard taken.all < count else { throw PageError.unavailable(seconds: 10) }
            guard own < countPerHolder else { throw PageError.tooManyUploads(seconds: 10) }
            taken.all += 1
            taken.byHolder[holder] = own + 1
        }
        defer {
            taken.withLock { taken in
                taken.all -= 1
                let own = (taken.byHolder[holder] ?? 1) - 1
                taken.byHolder[holder] = own == 0 ? nil : own
            }
        }
        return try await body()
    }
}
