private import Dispatch
internal import GRDB
internal import Storage
import Synchronization

/// Copies the journal into the file, beside the writer instead of in its way, and keeps its length.
///
/// Most is copied and brought to disk while others write. Only the end of it, a few pages, is copied
/// while the writer waits: then the journal is whole in the file, and the next commit writes over
/// its beginning. A file that neither grows nor shrinks is synchronised fastest.
///
/// Of all processes on a database one does this, the one whose descriptor of the journal has the
/// mark.
final class SQLiteCheckpoints: Sendable {
    private struct State {
        var isRunning = false
        var isChosen = false
        /// Frames in the journal at which the next attempt begins.
        var due: Int
        /// The length that was last complained of.
        var reported = 0
    }

    private let pool: DatabasePool
    private let connection: CheckpointConnection
    private let journal: DurableJournal
    private let length: JournalLength
    private let settings: SQLiteSettings
    private let queue = DispatchQueue(label: "parvis.sqlite-checkpoints")
    private let state: Mutex<State>

    /// Copies what an earlier process left: it may have ended because the disk failed, and then only
    /// this makes sure of what the journal seems to hold.
    init(
        pool: DatabasePool,
        journal: DurableJournal,
        length: JournalLength,
        settings: SQLiteSettings
    ) throws {
        self.pool = pool
        self.journal = journal
        self.length = length
        self.settings = settings
        connection = try CheckpointConnection(path: pool.path, waitSeconds: Self.waitSeconds)
        state = Mutex(State(due: settings.checkpointPages))
        if isChosen() { try makeSure() }
        length.watch { [weak self] in self?.committed($0) }
    }

    /// Returns when the disk holds all that the journal seems to hold.
    ///
    /// Copied into the file, it does. Where somebody reads what is older, the end of the journal has to
    /// stay for now: then all of it is written once more, over itself, while nobody writes.
    private func makeSure() throws {
        guard try !connection.run(.whole).isWhole else { return }
        try pool.writeWithoutTransaction { database in
            try database.inTransaction(.immediate) {
                try journal.renew()
                return .rollback
            }
        }
    }

    /// Copies all that nobody reads, so that mostly the file alone is the database, and stops.
    func close() throws {
        length.watch { _ in }
        try queue.sync {
            if isChosen() {
                // Beside a writer, SQLite would make of it a checkpoint that lets writers go on.
                _ = try pool.writeWithoutTransaction { _ in try connection.run(.shrinking) }
            }
            try connection.close()
            SQLiteDisk.unmark(journal.file)
        }
    }

    private func committed(_ frames: Int) {
        let mustRun = state.withLock { state in
            guard frames >= state.due, !state.isRunning else { return false }
            state.isRunning = true
            return true
        }
        if mustRun {
            queue.async {
                self.run()
                self.state.withLock { $0.isRunning = false }
            }
        }
    }

    private func run() {
        guard !journal.hasFailed else { return }
        do {
            let isWhole = try isChosen() && copy()
            noteEnd(isWhole: isWhole)
        } catch {
            let error = (error as? DatabaseError)?.asStorageError ?? error
            guard (error as? StorageError)?.kind == .unavailable else {
                settings.report(
                    "the journal was not copied into the file: \(ErrorText.of(error))"
                )
                return noteEnd(isWhole: false)
            }
            journal.fail(
                "the journal could not be copied into the file: \(ErrorText.of(error))"
            )
        }
    }

    /// False when somebody read or wrote for so long that the journal must go on growing.
    private func copy() throws -> Bool {
        for _ in 0..<Self.rounds where length.hasNews {
            defer { length.checkpointEnded() }
            let (copied, _) = try connection.run(.passive)
            try connection.synchroniseFile()
            if length.frames - copied <= settings.checkpointPages / Self.shareOfLast { break }
        }
        let isLong = journal.size > Self.bytesOfPage * settings.checkpointPages * Self.outgrown
        return try pool.writeWithoutTransaction { _ in
            defer { length.checkpointEnded() }
            return try connection.run(isLong ? .shrinking : .whole).isWhole
        }
    }

    private func noteEnd(isWhole: Bool) {
        let frames = length.frames
        let pages = settings.checkpointPages
        let mustReport = state.withLock { state in
            state.due = isWhole ? pages : frames + pages / 2
            if isWhole { state.reported = 0 }
            guard !isWhole, frames > max(pages * Self.outgrown, state.reported * 2) else {
                return false
            }
            state.reported = frames
            return true
        }
        if mustReport {
            settings.report(
                """
                the journal of the database has grown to \(journal.size / 1_048_576) MiB, because \
                somebody has been reading or writing for too long
                """
            )
        }
    }

    private func isChosen() -> Bool {
        state.withLock { state in
            if state.isChosen { return true }
            guard SQLiteDisk.mark(journal.file) else { return false }
            state.isChosen = true
            // Who had the mark before may have copied all of the journal.
            length.checkpointEnded()
            return true
        }
    }

    /// How long the writer may be kept waiting for those who read.
    private static let waitSeconds = 0.02
    /// Attempts to catch up with the writer before it is stopped.
    private static let rounds = 4
    /// Of the usual length, what may be left to copy while the writer waits.
    private static let shareOfLast = 16
    /// How many times the usual length is too long.
    static let outgrown = 4
    static let bytesOfPage = 4096
}
