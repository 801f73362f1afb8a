/// How long a test waits for what must come: a test that is wrong ends, and does not hang.
///
/// On a machine that runs everything at once a wait of milliseconds may take minutes.
package enum TestPatience {
    package static let seconds = 600

    package struct NeverSo: Error {}
}

/// Suspends until it is so.
package func until(_ isSo: () async throws -> Bool) async throws {
    for _ in 0..<(TestPatience.seconds * 100) {
        if try await isSo() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw TestPatience.NeverSo()
}
