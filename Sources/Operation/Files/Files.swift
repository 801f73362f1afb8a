import FoundationEssentials

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The few things that commands do with files, with messages that name the file.
package enum Files {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    package static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(description: "\(path) cannot be read: \(systemError)")
        }
        return Array(data)
    }

    /// Writes a new file that only its owner can read; refuses to replace one.
    package static func writePrivately(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else {
            throw Failure(description: "\(path) cannot be made: \(systemError)")
        }
        defer { close(file) }
        let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(file) == 0 else {
            throw Failure(description: "\(path) cannot be written: \(systemError)")
        }
    }

    package static func write(_ bytes: [UInt8], to path: String) throws {
        let output = try OutputFile(path: path)
        try output.write(bytes)
        try output.finish()
    }

    package static func makeFolder(_ path: String, isPrivate: Bool = false) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: isPrivate ? [.posixPermissions: 0o700] : nil
            )
        } catch {
            throw Failure(description: "The folder \(path) cannot be made: \(systemError)")
        }
    }

    package static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: path)
    }

    /// In bytes; nil when there is no such file.
    package static func size(of path: String) -> Int? {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : nil
    }

    package static var systemError: String { String(cString: strerror(errno)) }
}
