package import Kernel
import Synchronization

/// What one more write of a kind costs the network that it comes from.
///
/// A budget is far below what ``AddressLimiter`` lets through, and comes back over hours. Beyond it nothing
/// is refused: it has a price, which grows with how far beyond. As there, only keyed hashes are kept, in
/// memory; the key lives for a day at most.
package final class NetworkBudget: Sendable {
    /// How much is free, and how fast the price grows.
    package struct Terms: Sendable, Hashable {
        /// For one IPv4 address or one /64; eight times as much for a /24 or a /48.
        package let free: Int
        /// How much of it comes back in an hour.
        package let perHour: Int
        /// After so many beyond, the price is twice as high.
        package let step: Int

        package init(free: Int = Limits.freeWrites) {
            precondition(free > 0)
            self.free = free
            perHour = max(1, free / 3)
            step = max(1, free * 2 / 3)
        }
    }

    /// What is counted for itself: one kind of write at one institution.
    package struct Account: Sendable, Hashable {
        package let tenant: Tenant.ID
        /// A word of the module: `initiatives.sign`.
        package let kind: String

        package init(tenant: Tenant.ID, kind: String) {
            self.tenant = tenant
            self.kind = kind
        }
    }

    private struct Use {
        /// Writes that have not come back yet.
        var writes = 0.0
        var countedAt: Instant
        /// When the last turn begins that was given to somebody who waits.
        var turnsUntil: Instant
    }

    private let terms: Terms
    private let random: Random
    private let networks: Mutex<CountedNetworks<Use>>

    package init(terms: Terms = Terms(), random: Random, now: Instant) {
        self.terms = terms
        self.random = random
        networks = Mutex(
            CountedNetworks(
                life: Limits.pricedMilliseconds,
                limit: Limits.pricedNetworks,
                random: random,
                now: now
            )
        )
    }

    /// What the next write costs; `network` is four bytes of IPv4, or the first eight of IPv6, and nil on a
    /// socket of this machine.
    package func price(
        of network: [UInt8]?,
        for account: Account,
        at now: Instant
    ) -> WritePrice {
        let beyond = excess(of: network, for: account, at: now)
        return WritePrice(level: beyond.map { 1 + ($0.writes - 1) / terms.step } ?? 0)
    }

    /// How far a network is beyond its budget.
    package struct Excess: Sendable, Hashable {
        /// The wider network counts in parts of its own share.
        package let writes: Int
        /// Whether it is the wider network that is so far beyond.
        package let isWide: Bool
    }

    /// How far the network is beyond its budget with the next write; nil inside it.
    package func excess(
        of network: [UInt8]?,
        for account: Account,
        at now: Instant
    ) -> Excess? {
        guard let network else { return nil }
        return networks.withLock { networks in
            networks.renew(at: now, random)
            let beyond = Self.parts(of: network).map { part in
                let use = use(part, account, in: networks, at: now).1
                return use.writes + part.amount - Double(terms.free)
            }
            // Eighths are added and taken away exactly; what time gives back is not.
            guard let most = beyond.max(), most > 0.000_001 else { return nil }
            return Excess(writes: Int(most.rounded(.up)), isWide: beyond[1] > beyond[0])
        }
    }

    /// Counts a write, paid or free.
    package func take(from network: [UInt8]?, for account: Account, at now: Instant) {
        guard let network else { return }
        networks.withLock { networks in
            networks.renew(at: now, random)
            for part in Self.parts(of: network) {
                var (name, use) = use(part, account, in: networks, at: now)
                use.writes += part.amount
                networks[name] = use
            }
        }
    }

    /// When somebody who waits instead of working may write; nil when too many wait.
    ///
    /// It is after everybody else of their network who waits.
    package func turn(
        of network: [UInt8]?,
        paying price: WritePrice,
        for account: Account,
        at now: Instant
    ) -> Instant? {
        guard let network else { return now }
        return networks.withLock { networks in
            networks.renew(at: now, random)
            let parts = Self.parts(of: network).map { part in
                (use: use(part, account, in: networks, at: now), amount: part.amount)
            }
            let begins = parts.map(\.use.1.turnsUntil).reduce(now, max)
            let turn = begins.adding(price.wait)
            guard turn <= now.adding(Limits.waitingQueue) else { return nil }
            for (found, amount) in parts {
                var (name, use) = found
                use.turnsUntil = amount < 1 ? use.turnsUntil.adding(price.wait * amount) : turn
                networks[name] = use
            }
            return turn
        }
    }

    /// The networks that one write is counted in, with how much of their budget it takes.
    private static func parts(of network: [UInt8]) -> [(bytes: ArraySlice<UInt8>, amount: Double)] {
        [
            (network[...], 1),
            (wide(network), 1 / Double(Limits.wideShare)),
        ]
    }

    /// The /24 or the /48 in which a network lies.
    static func wide(_ network: [UInt8]) -> ArraySlice<UInt8> {
        network.prefix(network.count == 4 ? 3 : 6)
    }

    /// What is counted of a network, with what has come back until now.
    private func use(
        _ part: (bytes: ArraySlice<UInt8>, amount: Double),
        _ account: Account,
        in networks: borrowing CountedNetworks<Use>,
        at now: Instant
    ) -> (Int, Use) {
        let name = networks.name(of: part.bytes, account)
        var use = networks[name] ?? Use(countedAt: now, turnsUntil: now)
        let elapsed = max(0, now.milliseconds - use.countedAt.milliseconds)
        let back = Double(elapsed) * Double(terms.perHour) / Double(Instant.millisecondsPerHour)
        use.writes = max(0, use.writes - back)
        use.countedAt = now
        // By a clock that was ahead somebody would wait for it to be caught up.
        let isBelievable = use.turnsUntil <= now.adding(Limits.waitingQueue)
        use.turnsUntil = isBelievable ? max(now, use.turnsUntil) : now
        return (name, use)
    }
}
