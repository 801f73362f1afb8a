import Kernel

/// What a write costs: nothing, or one of a few prices, each twice the one before.
///
/// It depends on how much a network has written, and never on who writes or what.
package struct WritePrice: Sendable, Hashable, Comparable {
    package let level: Int

    package init(level: Int) { self.level = min(max(0, level), Limits.highestPrice) }

    package static let nothing = WritePrice(level: 0)

    package var isNothing: Bool { level == 0 }

    /// Leading zeros of each part of the work.
    package var bits: Int { Limits.workBits.lowerBound + max(0, level - 1) }

    /// The price for which so much work is asked; nil where no price is paid with it.
    package init?(bits: Int) {
        guard Limits.workBits.contains(bits) else { return nil }
        self.init(level: bits - Limits.workBits.lowerBound + 1)
    }

    /// How long somebody waits who does no work.
    package var wait: Duration {
        isNothing ? .zero : min(.seconds(2 << level), Limits.longestWait)
    }

    /// Whether a price that was named before is still good: one below, because others of the network may
    /// have written while a form was filled in.
    package func accepts(_ paid: WritePrice) -> Bool { paid.level >= level - 1 }

    package static func < (one: WritePrice, other: WritePrice) -> Bool {
        one.level < other.level
    }
}
