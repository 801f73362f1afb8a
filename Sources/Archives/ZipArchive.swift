import CZip
import FoundationEssentials
package import Kernel

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Several files in one, as everybody's computer opens it; made in memory by libzip.
package struct ZipArchive: Sendable {
    /// A file of an archive: its name inside, and what it holds.
    package struct Entry: Sendable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Why an archive could not be made, in libzip's words.
    package struct Failure: Error, CustomStringConvertible, Equatable {
        package let description: String
    }

    package let bytes: [UInt8]

    /// Every file has the date `now`.
    package init(_ entries: [Entry], at now: Instant) throws(Failure) {
        var error = unsafe zip_error_t()
        unsafe zip_error_init(&error)
        defer { unsafe zip_error_fini(&error) }
        guard let target = unsafe zip_source_buffer_create(nil, 0, 0, &error) else {
            throw unsafe Self.failure(&error)
        }
        defer { unsafe zip_source_free(target) }
        // Closing the archive gives its own hold on the target back; ours is needed to read it.
        unsafe zip_source_keep(target)
        guard let archive = unsafe zip_open_from_source(target, ZIP_TRUNCATE, &error) else {
            unsafe zip_source_free(target)
            throw unsafe Self.failure(&error)
        }
        for entry in entries {
            do {
                unsafe try Self.add(entry, to: archive, at: now)
            } catch {
                unsafe zip_discard(archive)
                throw error
            }
        }
        guard unsafe zip_close(archive) == 0 else {
            let failure = unsafe Failure(description: String(cString: zip_strerror(archive)))
            unsafe zip_discard(archive)
            throw failure
        }
        bytes = unsafe try Self.contents(of: target)
    }

    private static func add(
        _ entry: Entry,
        to archive: OpaquePointer,
        at now: Instant
    ) throws(Failure) {
        // libzip frees the copy when it has written it.
        let count = entry.bytes.count
        guard let copy = unsafe malloc(max(1, count)) else {
            throw Failure(description: "no memory")
        }
        unsafe copy.initializeMemory(as: UInt8.self, from: entry.bytes, count: count)
        guard let source = unsafe zip_source_buffer(archive, copy, UInt64(count), 1) else {
            unsafe free(copy)
            throw unsafe Failure(description: String(cString: zip_strerror(archive)))
        }
        let index = unsafe zip_file_add(archive, entry.name, source, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            unsafe zip_source_free(source)
            throw unsafe Failure(description: String(cString: zip_strerror(archive)))
        }
        let seconds = time_t(now.milliseconds / 1000)
        unsafe zip_file_set_mtime(archive, UInt64(index), seconds, 0)
    }

    private static func contents(of target: OpaquePointer) throws(Failure) -> [UInt8] {
        var status = unsafe zip_stat_t()
        guard unsafe zip_source_stat(target, &status) == 0, unsafe zip_source_open(target) == 0
        else {
            throw Failure(description: "the archive cannot be read back")
        }
        defer { unsafe zip_source_close(target) }
        let size = unsafe Int(status.size)
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = unsafe max(0, Int(zip_source_read(target, buffer.baseAddress, UInt64(size))))
        }
        guard bytes.count == size else {
            throw Failure(description: "the archive was read back in part")
        }
        return bytes
    }

    private static func failure(_ error: UnsafeMutablePointer<zip_error_t>) -> Failure {
        unsafe Failure(description: String(cString: zip_error_strerror(error)))
    }
}
