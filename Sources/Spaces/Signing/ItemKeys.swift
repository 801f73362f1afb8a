package import Kernel
import Synchronization
package import Vault

/// Something that is signed, wherever in the installation it is.
package struct SignedItem: Hashable, Sendable {
    package let tenant: Tenant.ID
    package let subject: Subject

    package init(tenant: Tenant.ID, subject: Subject) {
        self.tenant = tenant
        self.subject = subject
    }
}

/// The keys of what is signed now.
///
/// Making them costs as much as a signature, so they are made once, and made anew when the wrapped key is
/// another one. What was destroyed is forgotten with the read that finds it gone.
package final class ItemKeys: Sendable {
    /// Both keys of one item.
    package struct Pair: Sendable {
        /// Nil once it was destroyed.
        package let fingerprint: ItemFingerprintKey?
        package let receipts: ReceiptKey
    }

    private struct Made {
        let wrapped: [UInt8]?
        let pair: Pair
    }

    private struct State {
        var made: [SignedItem: Made] = [:]
        var forgotten = 0
    }

    private let state = Mutex(State())

    /// Knows none yet.
    package init() {}

    /// How often everything was forgotten; asked before the wrapped keys are read.
    package var forgotten: Int { state.withLock { $0.forgotten } }

    /// Throws `damaged` when the wrapped key is not this item's.
    ///
    /// Keeps nothing where everything was forgotten since then.
    package func pair(
        of name: SignedItem,
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
    package func forget() {
        state.withLock { state in
            state.made = [:]
            state.forgotten += 1
        }
    }
}
