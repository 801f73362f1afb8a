import Kernel

/// How long somebody stays signed in, in milliseconds; it is never made longer.
enum SessionLife {
    static let member: Int64 = 14 * 24 * Instant.millisecondsPerHour
    static let staff: Int64 = 12 * Instant.millisecondsPerHour
    /// As long as FranceConnect remembers somebody.
    static let anonymous: Int64 = Instant.millisecondsPerHour / 2
    /// How long ago somebody without a password must have signed in to change what protects them.
    static let fresh: Int64 = Instant.millisecondsPerHour / 4
}
