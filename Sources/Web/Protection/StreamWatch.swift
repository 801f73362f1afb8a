package import Kernel
import Synchronization

/// Notices writes that come in a stream, as people do not write: many beyond what a school sends, many in
/// one second, or one like the other.
///
/// It forbids nothing. Of addresses only keyed hashes are kept, in memory, for a day at most; a stream gets a
/// random name, which says that writes belong together and nothing else.
package final class StreamWatch: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// Far more from one network than its budget.
        case excess
        /// Many for one part of a count in one second, from neighbouring addresses.
        case rush
        /// A long run from one network, each for the same part of a count and of the same length.
        case likeness
    }

    /// From how much on it is a stream.
    package struct Terms: Sendable, Hashable {
        let excess: Int
        let rush: Int
        let run: Int

        /// Moves with what is free, so that an operator who expects more sets one figure.
        package init(_ budget: NetworkBudget.Terms) {
            excess = budget.free * Limits.watchedExcess
            rush = max(1, budget.free / Limits.watchedRush)
            run = budget.free * Limits.watchedRun
        }
    }

    /// One write, as far as it is watched.
    package struct Write: Sendable {
        package let account: NetworkBudget.Account
        /// The part of a count that it belongs to.
        package let part: String
        /// How long what is sealed is; nil where the server seals it, because it has seen it.
        package let length: Int?
        /// How far its network is beyond its budget.
        package let excess: NetworkBudget.Excess?
        /// The day on which it is counted.
        package let day: CivilDate

        package init(
            account: NetworkBudget.Account,
            part: String,
            length: Int?,
            excess: NetworkBudget.Excess?,
            day: CivilDate
        ) {
            self.account = account
            self.part = part
            self.length = length
            self.excess = excess
            self.day = day
        }
    }

    /// What a write belongs to.
    package struct Stream: Sendable, Hashable {
        package let kind: Kind
        /// Sixteen random bytes; the same for all of its day.
        package let name: [UInt8]
    }

    /// What is remembered of a network, or of a part of a count that is written from there.
    private struct Trace {
        /// Writes in the second that is going on.
        var second: Int64 = 0
        var inSecond = 0
        var rushesUntil = Int64.min
        /// Of the writes that were like the last one.
        var last = 0
        var lastAt = Int64.min / 2
        var run = 0
        /// Of streams: by day, so that none lasts longer.
        var day: CivilDate?
        var name: [UInt8] = []
    }

    private let terms: Terms
    private let random: Random
    private let networks: Mutex<CountedNetworks<Trace>>

    package init(terms: Terms, random: Random, now: Instant) {
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

    /// Notes a write that is about to be counted; gives the stream that it belongs to.
    package func note(_ write: Write, from network: [UInt8]?, at now: Instant) -> Stream? {
        guard let network else { return nil }
        let wide = NetworkBudget.wide(network)
        return networks.withLock { networks in
            networks.renew(at: now, random)
            let isRush = rushes(write, from: wide, at: now, in: &networks)
            let isRun = runs(write, from: network[...], at: now, in: &networks)
            if isRush { return stream(.rush, write, wide, write.part, in: &networks) }
            if let excess = write.excess, excess.writes > terms.excess {
                let place = excess.isWide ? wide : network[...]
                return stream(.excess, write, place, "", in: &networks)
            }
            return isRun ? stream(.likeness, write, network[...], write.part, in: &networks) : nil
        }
    }

    private func rushes(
        _ write: Write,
        from wide: ArraySlice<UInt8>,
        at now: Instant,
        in networks: inout CountedNetworks<Trace>
    ) -> Bool {
        let name = networks.name(
            of: wide,
            Name(account: write.account, of: "rush", part: write.part)
        )
        var trace = networks[name] ?? Trace()
        let second = now.milliseconds / 1000
        if trace.second != second { (trace.second, trace.inSecond) = (second, 0) }
        trace.inSecond += 1
        let until = now.milliseconds + Limits.rushMilliseconds
        if trace.inSecond > terms.rush { trace.rushesUntil = until }
        networks[name] = trace
        // By a clock that was ahead it would never end.
        return trace.rushesUntil > now.milliseconds && trace.rushesUntil <= until
    }

    /// One after the other, beyond the budget: people of one state and one school are alike too.
    private func runs(
        _ write: Write,
        from network: ArraySlice<UInt8>,
        at now: Instant,
        in networks: inout CountedNetworks<Trace>
    ) -> Bool {
        guard let length = write.length else { return false }
        let name = networks.name(of: network, Name(account: write.account, of: "run", part: ""))
        var trace = networks[name] ?? Trace()
        let like = networks.name(
            of: network,
            Name(account: write.account, of: String(length), part: write.part)
        )
        let isNext = now.milliseconds - trace.lastAt <= Limits.runMilliseconds
        trace.run = trace.last == like && isNext ? trace.run + 1 : 1
        (trace.last, trace.lastAt) = (like, now.milliseconds)
        networks[name] = trace
        return write.excess != nil && trace.run > terms.run
    }

    private func stream(
        _ kind: Kind,
        _ write: Write,
        _ network: ArraySlice<UInt8>,
        _ part: String,
        in networks: inout CountedNetworks<Trace>
    ) -> Stream {
        let name = networks.name(
            of: network,
            Name(account: write.account, of: "stream " + kind.rawValue, part: part)
        )
        var trace = networks[name] ?? Trace()
        if trace.day != write.day { (trace.day, trace.name) = (write.day, random.bytes(16)) }
        networks[name] = trace
        return Stream(kind: kind, name: trace.name)
    }

    private struct Name: Hashable {
        let account: NetworkBudget.Account
        let of: String
        let part: String
    }
}
