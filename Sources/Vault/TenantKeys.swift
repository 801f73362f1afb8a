import Crypto
import Synchronization

/// Keys of institutions that were derived once: a crowd at one of them needs the same few again and again, and
/// deriving one takes as long as finding whoever signs.
///
/// They are no more secret than the installation's secret, which is in the same memory.
final class TenantKeys: Sendable {
    private let keys = Mutex<[String: SymmetricKey]>([:])
    /// A few for each of thousands of institutions.
    private static let limit = 16_384

    func key(_ name: String, or make: () -> SymmetricKey) -> SymmetricKey {
        if let known = keys.withLock({ $0[name] }) { return known }
        let made = make()
        keys.withLock { keys in
            if keys.count >= Self.limit { keys = [:] }
            keys[name] = made
        }
        return made
    }
}
