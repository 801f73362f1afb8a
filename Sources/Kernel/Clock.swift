/// Where "now" comes from.
///
/// A request reads it once and passes the instant on; tests give a clock that stands still.
package struct Clock: Sendable {
    private let read: @Sendable () -> Instant

    package init(_ read: @escaping @Sendable () -> Instant) {
        self.read = read
    }

    package static let system = Clock { Instant.current }

    package var now: Instant { read() }
}
