/// What is wrong with a token.
package enum TokenFault: String, Sendable, Hashable, CaseIterable {
    case malformed
    /// It came without a signature where one is required.
    case unsigned
    /// It is signed in a way that is not accepted: only ES256 and RS256 are.
    case algorithm
    /// No key of the provider has that name.
    case unknownKey
    case signature
    case issuer
    case audienceMissing
    /// It was made for another client.
    case audienceOther
    case expired
    /// It says that it was made later than now: a clock is wrong.
    case issuedInFuture
    /// It belongs to another sign-in.
    case nonce
}
