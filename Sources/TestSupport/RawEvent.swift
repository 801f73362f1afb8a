/// What a raw connection meets.
enum RawEvent: Sendable, Equatable {
    case bytes([UInt8])
    case closed
    /// The time of the reading that began at this instant is over.
    case alarm(ContinuousClock.Instant)
}
