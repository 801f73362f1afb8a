#if canImport(Glibc)
import FoundationEssentials
import Glibc
#else
import Darwin
#endif

/// What a process may cost that opens what strangers send; past it, the system ends it.
package enum ProcessBounds {
    /// From now on: so much memory beside what it has, so much time, by any clock.
    package static func begin(memoryBytes: UInt64, seconds: Int) {
        #if canImport(Glibc)
        let present = mappedBytes
        set(__rlimit_resource_t(RLIMIT_AS.rawValue), to: present + memoryBytes)
        set(__rlimit_resource_t(RLIMIT_CPU.rawValue), to: UInt64(seconds))
        #endif
        // Unanswered, it ends the process.
        _ = alarm(UInt32(seconds) * 2)
    }

    #if canImport(Glibc)
    private static func set(_ resource: __rlimit_resource_t, to most: UInt64) {
        let limit = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
        _ = withUnsafePointer(to: limit) { setrlimit(resource, $0) }
    }

    /// The memory that the process has mapped already, as Linux counts it for the limit.
    private static var mappedBytes: UInt64 {
        let data = FileManager.default.contents(atPath: "/proc/self/statm") ?? Data()
        let pages = String(decoding: data, as: UTF8.self).split(separator: " ").first
        return (pages.flatMap { UInt64($0) } ?? 0) * UInt64(sysconf(Int32(_SC_PAGESIZE)))
    }
    #endif
}
