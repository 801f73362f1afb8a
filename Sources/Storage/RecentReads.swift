package import Kernel
import Synchronization

/// What many ask for at once, as it was read from the database within the last second.
///
/// When the second has passed, one caller reads anew while the others use what is there, another one
/// after three seconds: so a crowd costs a slow database no more than one person. Only a key of which
/// nothing is there, or nothing from the last quarter of a minute, is read by whoever asks. Whoever decides
/// on what they got checks it again when they write.
package final class RecentReads<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Kept {
        let value: Value
        let readAt: Instant
        var beingReadSince: Instant?
    }

    /// A reader that never came back must not make it old for ever.
    private static var patience: Int64 { Limits.cacheFreshMilliseconds * 3 }
    private static var oldest: Int64 { Limits.cacheFreshMilliseconds * 15 }

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
            kept.withLock { $0[key]?.beingReadSince = nil }
            throw error
        }
    }

    /// What is kept, unless it is this caller's turn to read.
    private func usable(_ key: Key, at now: Instant) -> Value? {
        kept.withLock { kept in
            guard let found = kept[key] else { return nil }
            let age = found.readAt.distance(to: now)
            guard age >= Limits.cacheFreshMilliseconds else { return found.value }
            guard let since = found.beingReadSince, age < Self.oldest,
                since.distance(to: now) < Self.patience
            else {
                kept[key]?.beingReadSince = now
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
