import Credentials
import Kernel
import Storage
import Vault

/// What somebody may guess at an account.
enum Guessed: String, CaseIterable {
    case password
    /// A code of the app, or a recovery code.
    case code
}

/// Slows down whoever guesses, without locking the owner out: `Throttle` says why and how.
///
/// An attempt is counted before it is looked at, and taken back when it was right. It counts against
/// what is guessed, whichever page, letter or session it comes through.
struct SignInThrottle {
    /// The account, for whoever comes with a browser and from a network that never signed in to it.
    let account: [UInt8]
    /// The account and the network that asks; nil where there is no account.
    let place: [UInt8]?
    /// The account and the browser that asks; nil for one that nobody signed in with before.
    let browser: [UInt8]?
    /// The network that asks, for all accounts; nil on a socket of this machine.
    let network: [UInt8]?

    /// What became of an attempt that asks to be made.
    enum Answer {
        /// So many have failed, this one included.
        case counted(failures: Int)
        case wait(seconds: Int)
    }

    /// Counts an attempt; gives the seconds to wait instead when there were too many.
    func begin(at now: Instant, in transaction: inout Transaction) throws -> Answer {
        let rules = try self.rules(in: &transaction)
        let states = try FailureStore.states(of: rules.map(\.bucket), in: &transaction)
        let waits = rules.map { $0.throttle.wait(after: states[$0.bucket], now: now) }
        if let longest = waits.max(), longest > .zero {
            return .wait(seconds: Int(longest.components.seconds) + 1)
        }
        var failures: [Int] = []
        for (bucket, throttle) in rules {
            let state = ThrottleState.counting(states[bucket], at: now, by: throttle)
            failures.append(state.failures)
            try FailureStore.set(bucket, to: state, in: &transaction)
        }
        return .counted(failures: failures.first ?? 0)
    }

    /// It was right: forgets it, and what the same browser got wrong before.
    func succeed(at now: Instant, in transaction: inout Transaction) throws {
        // Others may be guessing at this account, or from this network: theirs stay counted.
        try takeBack(keeping: { $0 == network || $0 == account }, in: &transaction)
        if let place { try FailureStore.remember(place, at: now, in: &transaction) }
    }

    /// It was never made, for no fault of whoever asked: forgets it alone.
    func takeBack(in transaction: inout Transaction) throws {
        try takeBack(keeping: { _ in true }, in: &transaction)
    }

    private func takeBack(
        keeping keepsOthers: ([UInt8]) -> Bool,
        in transaction: inout Transaction
    ) throws {
        let buckets = try rules(in: &transaction).map(\.bucket)
        for (bucket, state) in try FailureStore.states(of: buckets, in: &transaction) {
            if keepsOthers(bucket), let rest = state.takenBack {
                try FailureStore.set(bucket, to: rest, in: &transaction)
            } else {
                try FailureStore.clear(bucket, in: &transaction)
            }
        }
    }

    private func rules(
        in transaction: inout Transaction
    ) throws -> [(bucket: [UInt8], throttle: Throttle)] {
        let own: (bucket: [UInt8], throttle: Throttle) =
            if let browser, try FailureStore.knows(browser, in: &transaction) {
                (browser, .familiar)
            } else if let place, try FailureStore.knows(place, in: &transaction) {
                (place, .familiar)
            } else {
                (account, .stranger)
            }
        return [own] + (network.map { [($0, Throttle.network)] } ?? [])
    }
}

extension Accounts {
    /// Compares a password whose attempt was counted: one that cannot be compared now is taken back.
    ///
    /// Throws `HashingRefusal` when too many passwords wait.
    func check(
        _ password: Password?,
        against stored: String,
        counted gate: SignInThrottle,
        in scope: Scope
    ) async throws -> PasswordHasher.Outcome {
        do {
            return try await passwords.check(password, against: stored)
        } catch {
            try await database.write(in: scope) { try gate.takeBack(in: &$0) }
            throw error
        }
    }

    /// The throttle of what is guessed at an address, whether it has an account or not.
    func throttle(
        _ guessed: Guessed,
        at emailKey: [UInt8],
        _ account: Account?,
        _ visit: SignInVisit,
        of tenant: Tenant.ID
    ) -> SignInThrottle {
        let key = vault.lookupKey("sign-in", of: tenant)
        let name = Base32.encode(emailKey)
        let network = visit.network.map { Base32.encode($0) }
        return SignInThrottle(
            account: key.bytes(guessed.rawValue, name),
            place: account.map { account in
                bucket(guessed, of: account, at: .network(network ?? ""), of: tenant)
            },
            browser: account.flatMap { account in
                visit.browser.map { bucket(guessed, of: account, at: .browser($0), of: tenant) }
            },
            network: network.map { key.bytes("", $0) }
        )
    }

    /// The throttle of what is guessed at an account that was found.
    func throttle(
        _ guessed: Guessed,
        of account: Account,
        _ visit: SignInVisit,
        at tenant: Tenant.ID
    ) throws -> SignInThrottle {
        let key = emailKey(try EmailAddress(typed: account.email), of: tenant)
        return throttle(guessed, at: key, account, visit, of: tenant)
    }

    /// Notes that somebody signed in with a browser: its mistakes are its own from now on, whatever
    /// strangers do.
    func remember(
        _ browser: String,
        of account: Account,
        in transaction: inout Transaction
    ) throws {
        for guessed in Guessed.allCases {
            try FailureStore.remember(
                bucket(guessed, of: account, at: .browser(browser), of: transaction.tenant),
                at: transaction.now,
                in: &transaction
            )
        }
    }

    /// Whether somebody signed in to the account with a browser before, and nothing has ended since.
    func knows(
        _ visit: SignInVisit,
        of account: Account,
        in transaction: inout Transaction
    ) throws -> Bool {
        guard let browser = visit.browser else { return false }
        return try FailureStore.knows(
            bucket(.password, of: account, at: .browser(browser), of: transaction.tenant),
            in: &transaction
        )
    }

    /// Made with the epoch: when everything ends, no browser and no network is known any more, so that
    /// nobody who once had the password keeps a budget of their own to guess with.
    private func bucket(
        _ guessed: Guessed,
        of account: Account,
        at whereabouts: Whereabouts,
        of tenant: Tenant.ID
    ) -> [UInt8] {
        let (purpose, name) =
            switch whereabouts {
            case .browser(let name): ("familiar-browser", name)
            case .network(let name): ("familiar-network", name)
            }
        return vault.lookupKey(purpose, of: tenant)
            .bytes(guessed.rawValue, account.id.text, String(account.epoch), name)
    }
}

/// From where somebody signed in before.
private enum Whereabouts {
    case browser(String)
    case network(String)
}
