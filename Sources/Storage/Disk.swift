#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What every writer of files asks of the system.
package enum Disk {
    /// Why the last call of the system failed; asked at once, because the next call forgets it.
    package static func failure(_ path: String) -> StorageError {
        let code = errno
        return StorageError(
            code == ENOSPC ? .full : .unavailable,
            "\(path): \(String(cString: strerror(code)))"
        )
    }

    /// Returns when the disk holds the names of a folder's files: of the one in which `path` is.
    package static func synchroniseFolder(of path: String) throws(StorageError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw failure(folder) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw failure(folder) }
    }
}
