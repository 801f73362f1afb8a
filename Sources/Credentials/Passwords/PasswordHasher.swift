package import Kernel

/// Turns passwords into what may be stored, and tells whether a password is the stored one.
///
/// scrypt is slow on purpose, so it runs on its own threads (``HashingLanes``). For an account that
/// does not exist ``checkNothing(_:)`` does the same work: time tells nobody who has an account.
package final class PasswordHasher: Sendable {
    private let cost: HashingCost
    private let random: Random
    let lanes: HashingLanes
    /// What a password is compared with where there is no account.
    private let placeholder: PasswordHash

    /// What a look at a password found.
    package enum Outcome: Equatable, Sendable {
        case wrong
        case right
        /// Right, but hashed at another cost than is recommended today: hash and store it anew.
        case rightButOutdated
    }

    package init(
        random: Random,
        cost: HashingCost = .recommended,
        atOnce: Int = Limits.hashingLanes,
        queueLength: Int = Limits.hashingQueue,
        patience: Duration = Limits.hashingWait
    ) {
        self.cost = cost
        self.random = random
        lanes = HashingLanes(count: atOnce, queueLength: queueLength, patience: patience)
        placeholder = PasswordHash(placeholderOf: cost)
    }

    /// The text to store; another one each time, for the same password too.
    package func hash(_ password: Password) async throws -> String {
        let (cost, salt) = (cost, random.bytes(PasswordHash.saltBytes))
        return try await lanes.run { try PasswordHash(of: password, salt: salt, cost: cost).text }
    }

    /// Whether the password is the one that was stored as that text; a damaged text matches nothing.
    ///
    /// Nil stands for what was no password at all, and costs the same time as a wrong one.
    package func check(_ password: Password?, against text: String) async throws -> Outcome {
        guard let password, let stored = PasswordHash(text) else {
            try await checkNothing(password)
            return .wrong
        }
        let isRight = try await lanes.run { try stored.matches(password) }
        guard isRight else { return .wrong }
        return stored.cost == cost ? .right : .rightButOutdated
    }

    /// The work of a check, for an account that does not exist or has no password.
    package func checkNothing(_ password: Password?) async throws {
        let placeholder = placeholder
        let password = password ?? Password.placeholder
        _ = try await lanes.run { try placeholder.matches(password) }
    }
}
