private import GRDB
internal import GRDBSQLite
import Synchronization

/// How long the journal is, told by SQLite at each commit of this process's writer.
///
/// It also keeps a rule that SQLite before 3.51.3 needs
/// (<https://www.sqlite.org/wal.html#walresetbug>): a checkpoint that lets writers go on must not
/// begin while the whole journal is copied already. Then a writer could begin the journal anew
/// beside it, and new pages would be taken for copied ones.
final class JournalLength: Sendable {
    private struct State {
        var frames = 0
        var checkpoints = 0
        /// How many checkpoints had ended when the running transaction began.
        var before = 0
        /// The same of the last transaction that wrote something.
        var written = -1
        /// Called with the length when something was written.
        ///
        /// In the midst of other values: a lock that held the function alone would wrap it anew at each
        /// access, one layer more per commit.
        var watcher: (@Sendable (Int) -> Void)?
    }

    private let state = Mutex(State())

    /// Pages in the journal.
    var frames: Int { state.withLock { $0.frames } }

    /// Whether the journal holds pages that no checkpoint has copied: one wrote after the last ended.
    var hasNews: Bool { state.withLock { $0.written == $0.checkpoints } }

    /// A writing transaction is about to begin.
    func begin() { state.withLock { $0.before = $0.checkpoints } }

    /// A checkpoint has ended, of this process or perhaps of another.
    func checkpointEnded() { state.withLock { $0.checkpoints += 1 } }

    /// Calls whenever something was written, with the length.
    func watch(_ watcher: @escaping @Sendable (Int) -> Void) {
        state.withLock { $0.watcher = watcher }
    }

    /// Takes the place of SQLite's own checkpoints, which would run before the commit returns.
    ///
    /// Whoever owns the connection keeps this object as long.
    func follow(_ connection: OpaquePointer?) {
        let me = unsafe Unmanaged.passUnretained(self).toOpaque()
        _ = unsafe sqlite3_wal_hook(
            connection,
            { context, _, _, frames in
                guard let context = unsafe context else { return SQLITE_OK }
                let length = unsafe Unmanaged<JournalLength>.fromOpaque(context)
                    .takeUnretainedValue()
                length.committed(Int(frames))
                return SQLITE_OK
            },
            me
        )
    }

    private func committed(_ frames: Int) {
        let watcher = state.withLock { state in
            state.frames = frames
            state.written = state.before
            return state.watcher
        }
        watcher?(frames)
    }
}
