import Crypto
import CryptoExtras
import FoundationEssentials
import Kernel

/// What a table keeps of a password: `scrypt$15$8$3$SALT$HASH`, which says itself how it was made.
struct PasswordHash: Equatable, Sendable {
    let cost: HashingCost
    let salt: [UInt8]
    let hash: [UInt8]

    static let saltBytes = 16
    static let hashBytes = 32

    init(of password: Password, salt: [UInt8], cost: HashingCost) throws {
        self.cost = cost
        self.salt = salt
        hash = try Self.derive(password, salt: salt, cost: cost)
    }

    /// A hash that no password has, to be compared with.
    init(placeholderOf cost: HashingCost) {
        self.cost = cost
        salt = Array(repeating: 0, count: Self.saltBytes)
        hash = Array(repeating: 0, count: Self.hashBytes)
    }

    /// Nil for anything but what ``text`` writes, and for costs that no server should pay.
    init?(_ text: String) {
        guard text.utf8.count <= 200 else { return nil }
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let doublings = Int(parts[1]),
            let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
            let cost = HashingCost(
                doublings: doublings,
                blockSize: blockSize,
                parallelism: parallelism
            ),
            let salt = Base32.decode(parts[4]), salt.count == Self.saltBytes,
            let hash = Base32.decode(parts[5]), hash.count == Self.hashBytes
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.hash = hash
    }

    var text: String {
        let numbers = "\(cost.doublings)$\(cost.blockSize)$\(cost.parallelism)"
        return "scrypt$\(numbers)$\(Base32.encode(salt))$\(Base32.encode(hash))"
    }

    /// Takes as long for a password that is nearly right as for any other.
    func matches(_ password: Password) throws -> Bool {
        let other = try Self.derive(password, salt: salt, cost: cost)
        return zip(hash, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func derive(
        _ password: Password,
        salt: [UInt8],
        cost: HashingCost
    ) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Array(password.text.utf8),
            salt: salt,
            outputByteCount: hashBytes,
            rounds: 1 << cost.doublings,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
        return unsafe key.withUnsafeBytes { unsafe Array($0) }
    }
}
