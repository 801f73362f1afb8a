package import Kernel
import Synchronization

/// What many ask for at once, as it was read from the database within the last second.
///
/// When the second has passed, one caller reads anew while the others use what is there. So a crowd costs
/// as many reads as one person; and whoever decides on what they got checks it again when they write.
package final class RecentReads<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Kept {
        let value: Value
        let readAt: Instant
        var isBeingRead = false
    }

    private let limit: Int
    private let kept = Mutex<[Key: Kept]>([:])

    /// Of more than `limit` keys the older half is forgotten.
    package init(limit: Int) { self.limit = limit }

    /// Nil where there is nothing, which is not remembered.
    ///
    /// Throws what `read` throws; then the next caller reads.
    package func value(
        _ key: Key,
        at now: Instant,
        read: () async throws -> Value?
    ) async throws -> Value? {
        if let found = usable(key, at: now) { return found }
        do {
            let value = try await read()
            keep(value, for: key, at: now)
            return value
        } catch {
            kept.withLock { $0[key]?.isBeingRead = false }
            throw error
        }
    }

    /// What is kept, unless it is this caller's turn to read.
    private func usable(_ key: Key, at now: Instant) -> Value? {
        kept.withLock { kept in
            guard let found = kept[key] else { return nil }
            let age = found.readAt.distance(to: now)
            guard age >= Limits.cacheFreshMilliseconds else { return found.value }
            // A reader that never came back must not make it old for ever.
            guard found.isBeingRead, age < Limits.cacheFreshMilliseconds * 3 else {
                kept[key]?.isBeingRead = true
                return nil
            }
            return found.value
        }
    }

    private func keep(_ value: Value?, for key: Key, at now: Instant) {
        kept.withLock { kept in
            kept[key] = value.map { Kept(value: $0, readAt: now) }
            guard kept.count > limit else { return }
            let newest = kept.sorted { $0.value.readAt > $1.value.readAt }.prefix(limit / 2)
            kept = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
        }
    }
}
