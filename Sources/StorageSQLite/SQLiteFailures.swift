internal import GRDB
internal import Storage

extension StorageError.Kind {
    /// What a primary result code of SQLite means here (<https://www.sqlite.org/rescode.html>).
    init(sqliteCode code: Int32) {
        switch code & 0xFF {
        case 5, 6: self = .busy
        case 8: self = .readOnly
        case 13: self = .full
        case 10, 14: self = .unavailable
        case 19: self = .constraint
        default: self = .other
        }
    }
}

extension DatabaseError {
    var asStorageError: StorageError {
        StorageError(
            StorageError.Kind(sqliteCode: resultCode.rawValue),
            message ?? "code \(resultCode)"
        )
    }

    /// Whether the system could not bring something to disk, and has forgotten what.
    var isLossOfDisk: Bool {
        let lost: [ResultCode] = [.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC]
        return lost.contains(extendedResultCode)
    }
}
