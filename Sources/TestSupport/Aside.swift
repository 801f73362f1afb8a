import Dispatch

/// Work that blocks, away from the threads of the tests.
///
/// All tests of a run share as many threads as there are cores. One that waits there for a program
/// stops all others, their clients and their servers: time passes, and limits are over that have
/// nothing to do with what is tested.
package enum Aside {
    /// As many programs as two cores can run.
    private static let places = TestPlaces(2)
    private static let queue = DispatchQueue(label: "parvis.aside", attributes: .concurrent)

    /// Suspends until the work is done; so much is done at once, and the rest waits its turn.
    package static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        await places.take()
        defer { places.giveBack() }
        return try await withCheckedThrowingContinuation { done in
            queue.async { done.resume(with: Result { try work() }) }
        }
    }
}
