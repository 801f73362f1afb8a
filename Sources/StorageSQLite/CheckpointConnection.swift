internal import GRDB
private import GRDBSQLite
internal import Storage

/// A connection that only copies the journal into the file.
struct CheckpointConnection: Sendable {
    enum Mode {
        /// Lets others read and write meanwhile, and copies what they leave.
        case passive
        /// Keeps writers out, waits a moment for readers, and lets the next commit begin the journal
        /// anew.
        case whole
        /// As ``whole``, and gives the journal's space back to the disk.
        case shrinking
    }

    private let queue: DatabaseQueue

    init(path: String, waitSeconds: Double) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(waitSeconds)
        configuration.label = "parvis.checkpoints"
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA synchronous = NORMAL;
                    PRAGMA checkpoint_fullfsync = ON;
                    PRAGMA trusted_schema = OFF;
                    """
            )
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Copies; gives how many pages of the journal are in the file now, and whether these were all.
    ///
    /// Throws `unavailable` when the disk failed.
    func run(_ mode: Mode) throws -> (copied: Int, isWhole: Bool) {
        try queue.inDatabase { database in
            var (length, copied): (CInt, CInt) = (-1, -1)
            let code = unsafe sqlite3_wal_checkpoint_v2(
                database.sqliteConnection,
                "main",
                mode.code,
                &length,
                &copied
            )
            guard code & 0xFF != SQLITE_BUSY else { return (max(0, Int(copied)), false) }
            try Self.check(code)
            return (max(0, Int(copied)), length == copied)
        }
    }

    /// Returns when the disk holds what was copied.
    ///
    /// A passive checkpoint leaves that to the one that ends the copy, while writers wait.
    func synchroniseFile() throws {
        try queue.inDatabase { database in
            var file: UnsafeMutablePointer<sqlite3_file>?
            let code = unsafe sqlite3_file_control(
                database.sqliteConnection,
                "main",
                SQLITE_FCNTL_FILE_POINTER,
                &file
            )
            try Self.check(code)
            guard let file = unsafe file,
                let methods = unsafe file.pointee.pMethods,
                let synchronise = unsafe methods.pointee.xSync
            else { throw StorageError(.other, "the file of the database is unknown") }
            try Self.check(unsafe synchronise(file, SQLITE_SYNC_NORMAL))
        }
    }

    func close() throws {
        try queue.close()
    }

    private static func check(_ code: CInt) throws(StorageError) {
        guard code != SQLITE_OK else { return }
        let kind = StorageError.Kind(sqliteCode: code)
        throw StorageError(kind, "a checkpoint failed with code \(code)")
    }
}

extension CheckpointConnection.Mode {
    fileprivate var code: CInt {
        switch self {
        case .passive: SQLITE_CHECKPOINT_PASSIVE
        case .whole: SQLITE_CHECKPOINT_RESTART
        case .shrinking: SQLITE_CHECKPOINT_TRUNCATE
        }
    }
}
