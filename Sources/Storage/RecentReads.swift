package import Kernel
import Synchronization

/// What many ask for at once, as it was read from the database within the last second.
///
/// When the second has passed, one caller reads anew while the others use what is there, another one
/// after three seconds: so a crowd costs a slow database no more than one person. Whoever reads anew may
/// read along what will be asked for soon: so a crowd over hundreds of things costs few reads a second.
/// Only a key of which nothing is there, or nothing from the last quarter of a minute, is read by whoever
/// asks. Whoever decides on what they got checks it again when they write.
package final class RecentReads<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Kept {
        let value: Value
        let readAt: Instant
        var beingReadSince: Instant?
        /// How often it was read along since somebody asked for it.
        var unasked = 0
    }

    private enum Finding {
        case usable(Value)
        /// To be read, by the read of that number.
        case due([Key], read: Int)
    }

    /// A reader that never came back must not make it old for ever.
    private static var patience: Int64 { Limits.cacheFreshMilliseconds * 3 }
    private static var oldest: Int64 { Limits.cacheFreshMilliseconds * 15 }
    /// From this age on it is read along with what has to be read.
    private static var ripe: Int64 { Limits.cacheFreshMilliseconds / 2 }
    /// What nobody has asked for since so many reads is read when somebody does.
    private static var unaskedMost: Int { 3 }

    private struct State {
        var kept: [Key: Kept] = [:]
        /// Of the last read that was begun.
        var lastRead = 0
        /// Of the last one begun when everything was forgotten: what it and those before it bring is not kept.
        var lastForgotten = 0
        /// The same of single keys.
        var lastForgottenOf: [Key: Int] = [:]
    }

    private let limit: Int
    private let state = Mutex(State())

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
        try await value(
            key,
            at: now,
            along: { _ in false },
            read: { _ in try await read().map { [key: $0] } ?? [:] }
        )
    }

    /// As ``value(_:at:read:)``; `read` is given the key, and with it others of which `along` is true: what
    /// was read half a second ago or more, and asked for not long before.
    ///
    /// `along` only looks at the key: it is asked under the lock.
    package func value(
        _ key: Key,
        at now: Instant,
        along: (Key) -> Bool,
        read: ([Key]) async throws -> [Key: Value]
    ) async throws -> Value? {
        let (keys, number): ([Key], Int)
        switch find(key, at: now, along) {
        case .usable(let value): return value
        case .due(let due, let read): (keys, number) = (due, read)
        }
        do {
            let values = try await read(keys)
            keep(values, of: key, and: keys, at: now, readAs: number)
            return values[key]
        } catch {
            state.withLock { state in for key in keys { state.kept[key]?.beingReadSince = nil } }
            throw error
        }
    }

    /// Forgets everything, and what is being read: whoever asks next reads.
    package func forget() {
        state.withLock { state in
            state.kept = [:]
            state.lastForgotten = state.lastRead
            state.lastForgottenOf = [:]
        }
    }

    /// Forgets everything that is of some keys, and what is being read; the rest of what is kept stays.
    package func forget(where isGone: (Key) -> Bool) {
        state.withLock { state in
            var rest = state.kept.filter { !isGone($0.key) }
            // Nobody knows of which keys what is being read will be: whoever asks next for an old one reads.
            for key in rest.keys { rest[key]?.beingReadSince = nil }
            state.kept = rest
            state.lastForgotten = state.lastRead
            state.lastForgottenOf = [:]
        }
    }

    /// Forgets one thing, and what is being read of it.
    package func forget(_ key: Key) {
        state.withLock { state in
            state.kept[key] = nil
            // What is being read of others is read again by whoever asks: rather than memory without bounds.
            if state.lastForgottenOf.count >= limit {
                state.lastForgotten = state.lastRead
                state.lastForgottenOf = [:]
            }
            state.lastForgottenOf[key] = state.lastRead
        }
    }

    /// What is kept, unless it is this caller's turn to read: then what there is to be read.
    private func find(_ key: Key, at now: Instant, _ along: (Key) -> Bool) -> Finding {
        state.withLock { state in
            guard let found = state.kept[key] else {
                state.lastRead += 1
                return .due([key], read: state.lastRead)
            }
            guard isDue(found, from: Limits.cacheFreshMilliseconds, at: now) else {
                if found.unasked > 0 { state.kept[key]?.unasked = 0 }
                return .usable(found.value)
            }
            var keys = [key]
            for (other, found) in state.kept
            where other != key && keys.count <= Limits.readsAlong {
                let isRipe = isDue(found, from: Self.ripe, at: now)
                if isRipe, found.unasked < Self.unaskedMost, along(other) { keys.append(other) }
            }
            for key in keys { state.kept[key]?.beingReadSince = now }
            state.lastRead += 1
            return .due(keys, read: state.lastRead)
        }
    }

    /// Whether somebody has to read it anew; nobody while somebody does.
    private func isDue(_ kept: Kept, from age: Int64, at now: Instant) -> Bool {
        let own = kept.readAt.distance(to: now)
        guard own >= age else { return false }
        guard let since = kept.beingReadSince, own < Self.oldest else { return true }
        return since.distance(to: now) >= Self.patience
    }

    private func keep(
        _ values: [Key: Value],
        of asked: Key,
        and keys: [Key],
        at now: Instant,
        readAs number: Int
    ) {
        state.withLock { state in
            guard number > state.lastForgotten else { return }
            for key in keys where number > state.lastForgottenOf[key, default: 0] {
                let unasked = key == asked ? 0 : (state.kept[key]?.unasked ?? 0) + 1
                state.kept[key] = values[key].map {
                    Kept(value: $0, readAt: now, unasked: unasked)
                }
            }
            guard state.kept.count > limit else { return }
            let newest = state.kept.sorted { $0.value.readAt > $1.value.readAt }.prefix(limit / 2)
            state.kept = Dictionary(uniqueKeysWithValues: newest.map { ($0.key, $0.value) })
        }
    }
}
