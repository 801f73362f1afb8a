import Dispatch
import Synchronization

/// Lets the body of one transaction wait for another; a test that is wrong ends, and does not hang.
package final class Signal: Sendable {
    package struct NeverCame: Error {}

    private let semaphore = DispatchSemaphore(value: 0)
    private let isGiven = Atomic(false)

    package init() {}

    package func give() {
        isGiven.store(true, ordering: .releasing)
        semaphore.signal()
    }

    package var isThere: Bool { isGiven.load(ordering: .acquiring) }

    /// Blocks: for the bodies of transactions, each of which has a thread of its own.
    package func await() throws {
        guard semaphore.wait(timeout: .now() + .seconds(TestPatience.seconds)) == .success else {
            throw NeverCame()
        }
    }

    /// Suspends until it is given.
    package func arrival() async throws {
        for _ in 0..<(TestPatience.seconds * 200) where !isGiven.load(ordering: .acquiring) {
            try await Task.sleep(for: .milliseconds(5))
        }
        guard isGiven.load(ordering: .acquiring) else { throw NeverCame() }
    }
}
