import Credentials
import Kernel
import Storage
import Vault

/// Slows down whoever guesses passwords, without locking the owner out: `Throttle` says why and how.
///
/// An attempt is counted before its password is looked at, and forgotten when it was right.
struct SignInThrottle {
    /// The account, for whoever comes from a network that never signed in to it.
    let account: [UInt8]
    /// The account and the network that asks.
    let place: [UInt8]
    /// The network that asks, for all accounts; nil on a socket of this machine.
    let network: [UInt8]?

    /// Counts an attempt; gives the seconds to wait instead when there were too many.
    func begin(at now: Instant, in transaction: inout Transaction) throws -> Int? {
        let rules = try self.rules(in: &transaction)
        let states = try FailureStore.states(of: rules.map(\.bucket), in: &transaction)
        let waits = rules.map { $0.throttle.wait(after: states[$0.bucket], now: now) }
        if let longest = waits.max(), longest > .zero {
            return Int(longest.components.seconds) + 1
        }
        for (bucket, throttle) in rules {
            let state = ThrottleState.counting(states[bucket], at: now, by: throttle)
            try FailureStore.set(bucket, to: state, in: &transaction)
        }
        return nil
    }

    func succeed(at now: Instant, in transaction: inout Transaction) throws {
        let buckets = try rules(in: &transaction).map(\.bucket)
        let states = try FailureStore.states(of: buckets, in: &transaction)
        for (bucket, state) in states {
            // Others of this network may be guessing: of its attempts only this one is forgotten.
            if bucket == network, let rest = state.takenBack {
                try FailureStore.set(bucket, to: rest, in: &transaction)
            } else {
                try FailureStore.clear(bucket, in: &transaction)
            }
        }
        try FailureStore.remember(place, at: now, in: &transaction)
    }

    private func rules(
        in transaction: inout Transaction
    ) throws -> [(bucket: [UInt8], throttle: Throttle)] {
        let isFamiliar = try FailureStore.knows(place, in: &transaction)
        let own: (bucket: [UInt8], throttle: Throttle) =
            isFamiliar ? (place, .familiar) : (account, .stranger)
        return [own] + (network.map { [($0, Throttle.network)] } ?? [])
    }
}

extension Accounts {
    /// The throttle of one account for one network.
    func throttle(
        for account: [UInt8],
        _ visit: SignInVisit,
        of tenant: Tenant.ID
    ) -> SignInThrottle {
        let key = vault.lookupKey("sign-in", of: tenant)
        let name = Base32.encode(account)
        let network = visit.network.map { Base32.encode($0) }
        return SignInThrottle(
            account: key.bytes(name),
            place: key.bytes(name, network ?? ""),
            network: network.map { key.bytes("", $0) }
        )
    }
}
