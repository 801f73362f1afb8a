import Kernel
import Spaces
import Synchronization
import Vault

/// The keys of initiatives that are signed now.
///
/// Making them costs as much as a signature, so they are made once, and made anew when the wrapped key is
/// another one. What was destroyed is forgotten with the read that finds it gone.
final class ItemKeys: Sendable {
    struct Pair: Sendable {
        /// Nil once it was destroyed.
        let fingerprint: ItemFingerprintKey?
        let receipts: ReceiptKey
    }

    private struct Made {
        let wrapped: [UInt8]?
        let pair: Pair
    }

    private struct State {
        var made: [SigningDesk.Name: Made] = [:]
        var forgotten = 0
    }

    private let state = Mutex(State())

    /// How often everything was forgotten; asked before the wrapped keys are read.
    var forgotten: Int { state.withLock { $0.forgotten } }

    /// Throws `damaged` when the wrapped key is not this item's.
    ///
    /// Keeps nothing where everything was forgotten since then.
    func pair(
        of name: SigningDesk.Name,
        wrapped: [UInt8]?,
        since forgotten: Int,
        vault: Vault
    ) throws -> Pair {
        let known = state.withLock { $0.made[name] }
        if let known, known.wrapped == wrapped { return known.pair }
        let (tenant, item) = (name.tenant, name.subject)
        let pair = Pair(
            fingerprint: try wrapped.map {
                try ItemFingerprintKey($0, tenant: tenant, item: item, vault: vault)
            },
            receipts: ReceiptKey(tenant: tenant, item: item, vault: vault)
        )
        state.withLock { state in
            guard state.forgotten == forgotten else { return }
            if state.made.count >= Limits.signableItems { state.made = [:] }
            state.made[name] = Made(wrapped: wrapped, pair: pair)
        }
        return pair
    }

    /// Forgets all of them.
    func forget() {
        state.withLock { state in
            state.made = [:]
            state.forgotten += 1
        }
    }
}
