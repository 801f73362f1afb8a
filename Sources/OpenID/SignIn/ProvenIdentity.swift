/// Who somebody is, as a provider proved it just now.
///
/// It lives in memory during the sign-in; what is kept of it is the caller's decision.
package struct ProvenIdentity: Sendable {
    package let issuer: String
    /// The provider's name for this person: personal data.
    package let subject: String
    /// The level of assurance that was reached.
    package let acr: String?
    package let claims: IdentityClaims
    /// The token as it came, for the provider's sign-out alone.
    package let idToken: String
}

extension ProvenIdentity: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "ProvenIdentity(\(issuer))" }
    package var debugDescription: String { description }
}
