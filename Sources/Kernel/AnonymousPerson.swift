/// Somebody known only by a key: what remains of a sign-in at an identity provider.
///
/// The key is an HMAC under a key of the tenant; the facts were computed in memory from claims that
/// are forgotten.
package struct AnonymousPerson: Sendable, Hashable {
    package let key: [UInt8]
    /// Nil when the provider did not say when they were born.
    package let isAdult: Bool?
    /// What was proven at the sign-in, of what modules ask for.
    package let proof: Proof?

    package init(key: [UInt8], isAdult: Bool?, proof: Proof? = nil) {
        self.key = key
        self.isAdult = isAdult
        self.proof = proof
    }
}
