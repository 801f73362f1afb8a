import Kernel
import Synchronization

/// What many ask for at the same moment, each something else, read from the database at once.
///
/// In each place one reads at a time, for all who asked before the read began; whoever asks meanwhile waits
/// for the next one. So nobody gets what is older than their question, and the busier a place is, the less a
/// question costs.
package final class JoinedReads<
    Place: Hashable & Sendable,
    Key: Hashable & Sendable,
    Value: Sendable
>: Sendable {
    typealias Outcome = Result<[Key: Value], any Error>

    /// What somebody who asked is to do.
    enum Turn {
        case take(Outcome)
        /// Read, for themselves and for these.
        case read([Asker])
    }

    struct Asker {
        let key: Key
        let turn: CheckedContinuation<Turn, Never>
    }

    /// Who waits for the next read, in each place where somebody reads.
    let waiting = Mutex<[Place: [Asker]]>([:])

    package init() {}

    /// Nil where `read` gives nothing for the key.
    ///
    /// Throws what `read` throws. When the task of whoever reads is cancelled, another one reads for those who
    /// wait.
    package func value(
        _ key: Key,
        at place: Place,
        read: (Set<Key>) async throws -> [Key: Value]
    ) async throws -> Value? {
        switch await turn(key, at: place) {
        case .take(let outcome): return try outcome.get()[key]
        case .read(let others):
            let outcome: Outcome
            do {
                outcome = .success(try await read(Set(others.map(\.key) + [key])))
            } catch {
                outcome = .failure(error)
            }
            if case .failure = outcome, Task.isCancelled {
                passOn(at: place, before: others)
            } else {
                passOn(at: place)
                for other in others { other.turn.resume(returning: .take(outcome)) }
            }
            return try outcome.get()[key]
        }
    }

    private func turn(_ key: Key, at place: Place) async -> Turn {
        await withCheckedContinuation { turn in
            let isFirst = waiting.withLock { waiting in
                guard waiting[place] != nil else {
                    waiting[place] = []
                    return true
                }
                waiting[place]?.append(Asker(key: key, turn: turn))
                return false
            }
            if isFirst { turn.resume(returning: .read([])) }
        }
    }

    /// Lets the first of those who wait read for the others.
    private func passOn(at place: Place, before others: [Asker] = []) {
        let next = waiting.withLock { waiting -> ArraySlice<Asker> in
            let all = others + (waiting[place] ?? [])
            let next = all.prefix(Limits.readsAlong)
            waiting[place] = next.isEmpty ? nil : Array(all.dropFirst(next.count))
            return next
        }
        next.first?.turn.resume(returning: .read(Array(next.dropFirst())))
    }
}
