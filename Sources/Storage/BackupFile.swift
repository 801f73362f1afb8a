#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The file of a copy, for its owner only, under another name until it is whole.
///
/// Whoever is killed in between leaves `<path>.part`, which the next attempt takes over, and nothing under
/// the name that was asked for.
package final class BackupFile {
    package let partPath: String
    private let path: String
    private var file: CInt

    /// Throws `unavailable` when there is such a file already, when another program writes it, or when
    /// it cannot be made.
    package convenience init(path: String) throws(StorageError) {
        try self.init(path: path, opened: {})
    }

    /// `opened` is when another program may end its own copy, in a test.
    init(path: String, opened: () -> Void) throws(StorageError) {
        self.path = path
        partPath = path + ".part"
        file = -1
        guard access(path, F_OK) != 0 else {
            throw StorageError(.unavailable, "\(path): File exists")
        }
        file = open(partPath, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Disk.failure(partPath) }
        opened()
        // Held until the file is closed, by whoever writes it now. Who had it until a moment ago may have
        // ended, and given it its name: then it is a copy that is whole, and not to be touched.
        guard flock(file, LOCK_EX | LOCK_NB) == 0, Self.isNamed(partPath, file) else {
            close(file)
            file = -1
            throw StorageError(.unavailable, "\(partPath): another program writes it")
        }
        // SQLite would take the journal of a copy that was killed for one of this copy.
        for end in ["-journal", "-wal", "-shm"] { unlink(partPath + end) }
        guard fchmod(file, 0o600) == 0, ftruncate(file, 0) == 0 else {
            throw Disk.failure(partPath)
        }
    }

    /// Whether an open file still has the name under which it was opened.
    private static func isNamed(_ path: String, _ file: CInt) -> Bool {
        var (opened, named) = (stat(), stat())
        return fstat(file, &opened) == 0 && lstat(path, &named) == 0
            && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
    }

    /// What is given up leaves nothing.
    deinit {
        guard file >= 0 else { return }
        unlink(partPath)
        close(file)
    }

    package func write(_ bytes: [UInt8]) throws(StorageError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Disk.failure(partPath) }
            rest = rest.dropFirst(count)
        }
    }

    /// Returns when the disk holds the whole file under its name.
    ///
    /// Throws `unavailable` when somebody has made one of this name meanwhile.
    package func finish() throws(StorageError) {
        // A link, unlike a new name, never replaces what is there.
        guard fsync(file) == 0, link(partPath, path) == 0 else { throw Disk.failure(path) }
        unlink(partPath)
        close(file)
        file = -1
        try Disk.synchroniseFolder(of: path)
    }
}
