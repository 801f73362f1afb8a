internal import GRDB
internal import Storage

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// A copy of a database that is in use.
enum SQLiteBackup {
    /// Writes what was committed when this began into a new file, for its owner only.
    ///
    /// Throws `constraint` when there is a file already, `full` or `unavailable` when it cannot be
    /// written; then no file is left.
    static func copy(_ pool: DatabasePool, to path: String) throws {
        // Made first, so that nobody else can read it for a moment, and none is overwritten.
        let file = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
        guard file >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw StorageError(.unavailable, "\(path): \(reason)")
        }
        close(file)
        do {
            let copy = try DatabaseQueue(path: path)
            try pool.backup(to: copy)
            let verdict = try copy.read { database in
                try String.fetchOne(database, sql: "PRAGMA quick_check(1)") ?? ""
            }
            try copy.close()
            guard verdict == "ok" else { throw StorageError(.other, "the copy is damaged") }
            try synchronise(path)
        } catch {
            unsafe unlink(path)
            throw (error as? DatabaseError)?.asStorageError ?? error
        }
    }

    /// Returns when the disk holds it.
    private static func synchronise(_ path: String) throws {
        let file = unsafe open(path, O_RDONLY)
        defer { close(file) }
        guard file >= 0, fsync(file) == 0 else {
            throw StorageError(.unavailable, "\(path) could not be written to disk")
        }
    }
}
