package import Storage

/// The kind of the storage error that a body throws; nil when it throws none.
package func kind(of body: () async throws -> Void) async -> StorageError.Kind? {
    do {
        try await body()
        return nil
    } catch {
        return (error as? StorageError)?.kind
    }
}
