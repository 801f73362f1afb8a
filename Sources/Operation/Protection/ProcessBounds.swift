#if canImport(Glibc)
import FoundationEssentials
import Glibc
#else
import Darwin
#endif

/// What a process may have and cost that opens what strangers send; past it, the system ends it.
package struct ProcessBounds: Sendable {
    /// Beside what it has already.
    private let memoryBytes: Int
    private let processorSeconds: Int
    private let seconds: Int
    private let writtenBytes: Int

    /// `seconds` are by any clock.
    package init(memoryBytes: Int, processorSeconds: Int, seconds: Int, writtenBytes: Int) {
        self.memoryBytes = memoryBytes
        self.processorSeconds = processorSeconds
        self.seconds = seconds
        self.writtenBytes = writtenBytes
    }

    /// From now on it has its input, its output and its complaints open, and can open nothing: no file,
    /// no connection.
    ///
    /// It may still read and write what is open, and end other processes of the same user.
    package func begin() {
        #if canImport(Glibc)
        closeOthers()
        let memory = Self.mappedBytes + memoryBytes
        set(__rlimit_resource_t(RLIMIT_AS.rawValue), memory)
        // The system warns at the first and kills at the second, by which one knows what it was.
        set(__rlimit_resource_t(RLIMIT_CPU.rawValue), processorSeconds, hard: processorSeconds + 1)
        set(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), writtenBytes)
        set(__rlimit_resource_t(RLIMIT_CORE.rawValue), 0)
        #endif
        // Unanswered, it ends the process.
        _ = alarm(UInt32(seconds))
        #if canImport(Glibc)
        set(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), Self.standardStreams)
        #endif
    }

    #if canImport(Glibc)
    /// Whatever was left open by whoever started it.
    private func closeOthers() {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for number in open.compactMap({ Int32($0) }) where number >= Self.standardStreams {
            _ = close(number)
        }
    }

    private func set(_ resource: __rlimit_resource_t, _ most: Int, hard: Int? = nil) {
        let limit = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(hard ?? most))
        let code = withUnsafePointer(to: limit) { setrlimit(resource, $0) }
        precondition(code == 0, "a bound that the system does not set")
    }

    /// The memory that the process has mapped already, as Linux counts it for the limit.
    private static var mappedBytes: Int {
        let data = FileManager.default.contents(atPath: "/proc/self/statm") ?? Data()
        let pages = String(decoding: data, as: UTF8.self).split(separator: " ").first
        return (pages.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
    }

    private static let standardStreams = 3
    #endif
}
