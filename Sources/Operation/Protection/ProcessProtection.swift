#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What this process does so that others on the machine learn nothing from it.
package enum ProcessProtection {
    /// Called before anything else is done, whichever command it is.
    package static func begin() {
        // Every file and folder is its owner's alone from its first byte; changing that afterwards would
        // leave a moment in which others read it.
        umask(0o077)
        forbidCoreDumps()
    }

    /// A dump of the memory would hold the secret and whatever people are sending.
    ///
    /// Of 1 byte, not of 0: Linux hands the memory to a program that `core_pattern` names whatever the
    /// limit is, but for just this number (`fs/coredump.c`), and a file of one byte is never made.
    private static func forbidCoreDumps() {
        #if canImport(Glibc)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 else { return }
        let most = min(limit.rlim_max, 1)
        limit = rlimit(rlim_cur: most, rlim_max: most)
        _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
        #endif
    }

    /// Whether the system may write this process's memory to disk when it crashes.
    package static var mayLeaveCoreDump: Bool {
        #if canImport(Glibc)
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0 else { return true }
        return limit.rlim_cur > 1
        #else
        return false
        #endif
    }

    package static var isRoot: Bool { geteuid() == 0 }
}
