package import Kernel
import Synchronization

/// How often one network may write.
///
/// Nothing is kept of an address but a keyed hash in memory, and the key is thrown away every hour
/// with all that was counted under it.
package final class AddressLimiter: Sendable {
    /// A full bucket, and how fast it fills again.
    package struct Rate: Sendable {
        package let burst: Int
        package let perMinute: Int

        package init(burst: Int, perMinute: Int) {
            precondition(burst > 0 && perMinute > 0, "a rate of nothing never refills")
            self.burst = burst
            self.perMinute = perMinute
        }
    }

    private struct Bucket {
        var tokens: Double
        var filledAt: Instant
    }

    private let rate: Rate
    private let random: Random
    private let networks: Mutex<CountedNetworks<Bucket>>

    package init(rate: Rate, random: Random, now: Instant) {
        self.rate = rate
        self.random = random
        networks = Mutex(
            CountedNetworks(
                life: Instant.millisecondsPerHour,
                limit: Limits.limitedNetworks,
                random: random,
                now: now
            )
        )
    }

    /// Takes one write from each of the address's networks; else the seconds to wait.
    ///
    /// IPv4 counts each address, IPv6 each /64 (a household) and, eight times as much, each /48.
    func refusal(of address: InternetAddress, at now: Instant) -> Int? {
        networks.withLock { networks in
            networks.renew(at: now, random)
            let parts: [(bits: Int, share: Double)] =
                address.isIPv4 ? [(32, 1)] : [(64, 1), (48, 8)]
            let buckets = parts.map { part in
                (name: networks.name(of: address.prefix(bits: part.bits), 0), part.share)
            }
            let waits = buckets.map { name, share in
                fill(name, share: share, in: &networks, at: now)
            }
            if let longest = waits.max(), longest > 0 { return longest }
            for (name, _) in buckets { networks[name]?.tokens -= 1 }
            return nil
        }
    }

    /// Refills a bucket; gives the seconds until it has a token.
    private func fill(
        _ name: Int,
        share: Double,
        in networks: inout CountedNetworks<Bucket>,
        at now: Instant
    ) -> Int {
        let burst = Double(rate.burst) * share
        let perMillisecond = Double(rate.perMinute) * share / 60_000
        var bucket = networks[name] ?? Bucket(tokens: burst, filledAt: now)
        let elapsed = Double(max(0, now.milliseconds - bucket.filledAt.milliseconds))
        bucket.tokens = min(burst, bucket.tokens + elapsed * perMillisecond)
        bucket.filledAt = now
        networks[name] = bucket
        guard bucket.tokens < 1 else { return 0 }
        return Int(((1 - bucket.tokens) / perMillisecond / 1000).rounded(.up))
    }
}
