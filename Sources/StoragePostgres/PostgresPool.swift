private import Dispatch
internal import Storage
import Synchronization

/// The connections of a process, lent to one transaction each: who came first is served first.
final class PostgresPool: Sendable {
    private struct Waiting {
        let number: UInt64
        let answer: CheckedContinuation<PostgresConnection, any Error>
    }

    private struct State {
        var idle: [PostgresConnection]
        var queue: [Waiting] = []
        var nextNumber: UInt64 = 0
        var isClosed = false
    }

    private enum Start {
        case lent(PostgresConnection)
        case refused(StorageError)
        case waits(UInt64)
    }

    private let connections: [PostgresConnection]
    private let state: Mutex<State>
    private let settings: PostgresSettings

    init(_ settings: PostgresSettings) {
        let reachability = PostgresReachability()
        connections = (1...max(1, settings.connections)).map {
            PostgresConnection(number: $0, settings: settings, reachability: reachability)
        }
        state = Mutex(State(idle: connections))
        self.settings = settings
    }

    /// A connection, to be given back.
    ///
    /// Throws `busy` when none becomes free in time, or too many wait already.
    func lend() async throws -> PostgresConnection {
        try await withCheckedThrowingContinuation { answer in
            let start = state.withLock { state -> Start in
                if state.isClosed { return .refused(Self.closed) }
                // The one that was used last is open, and its statements are prepared.
                if let connection = state.idle.popLast() { return .lent(connection) }
                guard state.queue.count < settings.poolQueue else {
                    return .refused(StorageError(.busy, "too many wait for a connection"))
                }
                state.nextNumber += 1
                state.queue.append(Waiting(number: state.nextNumber, answer: answer))
                return .waits(state.nextNumber)
            }
            switch start {
            case .lent(let connection): answer.resume(returning: connection)
            case .refused(let error): answer.resume(throwing: error)
            case .waits(let number): giveUp(number, after: settings.poolWait)
            }
        }
    }

    func giveBack(_ connection: PostgresConnection) {
        let first = state.withLock { state -> Waiting? in
            guard !state.queue.isEmpty else {
                state.idle.append(connection)
                return nil
            }
            return state.queue.removeFirst()
        }
        first?.answer.resume(returning: connection)
    }

    /// Lends nothing more, and closes each connection when its transaction has ended.
    func close() async {
        let queue = state.withLock { state in
            state.isClosed = true
            defer { state.queue = [] }
            return state.queue
        }
        for waiting in queue { waiting.answer.resume(throwing: Self.closed) }
        for connection in connections { await connection.close() }
    }

    private func giveUp(_ number: UInt64, after wait: Duration) {
        let milliseconds = Int(wait / .milliseconds(1))
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
            [weak self] in
            let late = self?.state.withLock { state -> Waiting? in
                guard let index = state.queue.firstIndex(where: { $0.number == number }) else {
                    return nil
                }
                return state.queue.remove(at: index)
            }
            late?.answer.resume(throwing: StorageError(.busy, "no connection became free in time"))
        }
    }

    private static let closed = StorageError(.unavailable, "the database was closed")
}
