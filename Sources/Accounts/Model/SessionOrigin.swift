/// The provider at which a session began; whoever signs out here is offered to sign out there too.
package struct SessionOrigin: Sendable, Codable {
    /// The provider's short name.
    package let provider: String
}
