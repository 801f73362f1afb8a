internal import Storage

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// What is asked of the disk past SQLite, on descriptors of our own.
///
/// Never on the database's own file: to close any descriptor of it would drop the locks that SQLite
/// holds on it in this process (<https://www.sqlite.org/howtocorrupt.html>, 2.2). The journal
/// carries none of these.
enum SQLiteDisk {
    /// Opens a file that is there, for as long as the program runs or ``close(_:)`` is called.
    static func open(_ path: String) throws(StorageError) -> CInt {
        let file = unsafe path.withCString { unsafe Self.openFile($0, O_RDWR | O_CLOEXEC) }
        guard file >= 0 else { throw Disk.failure(path) }
        return file
    }

    static func close(_ file: CInt) {
        closeFile(file)
    }

    /// Returns when the disk holds what was written; 0 when it does.
    static func synchronise(_ file: CInt) -> CInt {
        #if canImport(Glibc)
        fdatasync(file)
        #else
        fcntl(file, F_FULLFSYNC)
        #endif
    }

    /// Whether this descriptor is the only one that has the mark; the mark goes with the descriptor.
    static func mark(_ file: CInt) -> Bool {
        flock(file, LOCK_EX | LOCK_NB) == 0
    }

    static func unmark(_ file: CInt) {
        _ = flock(file, LOCK_UN)
    }

    /// Why the last call failed; asked at once, because the next call forgets it.
    static var reason: String { unsafe String(cString: strerror(errno)) }

    static func size(_ file: CInt) -> Int {
        var status = stat()
        return unsafe fstat(file, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Writes what a file holds once more in its place, so that the next synchronisation covers all of it.
    static func rewrite(_ file: CInt) throws(StorageError) {
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        var place = 0
        while true {
            let count = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe pread(file, buffer.baseAddress, buffer.count, off_t(place))
            }
            guard count != 0 else { return }
            guard count > 0, write(bytes[..<count], to: file, at: place) else {
                throw StorageError(.unavailable, "the journal cannot be written anew: \(reason)")
            }
            place += count
        }
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to file: CInt, at place: Int) -> Bool {
        var (rest, place) = (bytes, place)
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe pwrite(file, buffer.baseAddress, buffer.count, off_t(place))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
            place += count
        }
        return true
    }

    private static func openFile(_ path: UnsafePointer<CChar>, _ flags: CInt) -> CInt {
        #if canImport(Glibc)
        unsafe Glibc.open(path, flags)
        #else
        unsafe Darwin.open(path, flags)
        #endif
    }

    private static func closeFile(_ file: CInt) {
        #if canImport(Glibc)
        _ = Glibc.close(file)
        #else
        _ = Darwin.close(file)
        #endif
    }
}
