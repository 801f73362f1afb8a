import Synchronization

/// Whether something may have been stored while a piece of work ran, for whoever has to say what became of
/// it when it failed.
///
/// A request can fail after one of its transactions was committed, or in the middle of a COMMIT: then
/// "nothing was stored" would be a guess. `Database` notes it by itself, so no handler can forget to.
package final class WriteRecord: Sendable {
    @TaskLocal private static var current: WriteRecord?

    private let flag = Atomic(false)

    package init() {}

    /// False is proof: no transaction of this work wrote anything that can be there.
    package var mayHaveStored: Bool { flag.load(ordering: .acquiring) }

    /// Runs work whose writes are noted here.
    package func watch<Value>(
        _ work: () async throws -> Value
    ) async rethrows -> Value {
        try await Self.$current.withValue(self, operation: work)
    }

    /// Runs one writing transaction and notes it, unless it was certainly undone.
    static func noting<Value: Sendable>(
        _ transaction: () async throws -> Value
    ) async throws -> Value {
        do {
            let value = try await transaction()
            current?.note()
            return value
        } catch {
            // A body that throws is undone before that; what else is thrown proves nothing by itself.
            if (error as? StorageError)?.kind == .unknownOutcome || error is CancellationError {
                current?.note()
            }
            throw error
        }
    }

    /// Something that this work waited for was stored, or may be, in a transaction of somebody else.
    package static func noteElsewhere() { current?.note() }

    private func note() {
        flag.store(true, ordering: .releasing)
    }
}
