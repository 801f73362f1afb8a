import FoundationEssentials

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Who may read what belongs to an installation.
package enum FilePrivacy {
    /// A file or folder that others than its owner can read or write.
    package struct Opening: Equatable, Sendable {
        package let path: String
        /// As `chmod` writes it.
        package let mode: UInt32
        package let isFolder: Bool

        /// What to do about it.
        package var advice: String {
            """
            \(path) can be read by others (mode \(String(mode, radix: 8))): \
            chmod \(isFolder ? 700 : 600) it.
            """
        }
    }

    /// Everything that is open to others: the folder of the installation with all that is in it, and
    /// the database where that is elsewhere.
    package static func openings(settings: Settings) throws -> [Opening] {
        let data = settings.text(.data)
        var paths = [data]
        let inside = (try? FileManager.default.subpathsOfDirectory(atPath: data)) ?? []
        paths += inside.sorted().map { data + "/" + $0 }
        if let database = try DatabaseAddress(settings: settings).file {
            paths += [database, database + "-wal", database + "-shm"].filter { !paths.contains($0) }
        }
        return paths.compactMap(opening)
    }

    /// Nil of what its owner alone can read, and of what is not there.
    static func opening(_ path: String) -> Opening? {
        var status = stat()
        // A link itself is open to all; what it leads to counts.
        guard stat(path, &status) == 0 else { return nil }
        let mode = UInt32(status.st_mode) & 0o777
        guard mode & 0o077 != 0 else { return nil }
        return Opening(path: path, mode: mode, isFolder: status.st_mode & S_IFMT == S_IFDIR)
    }
}
