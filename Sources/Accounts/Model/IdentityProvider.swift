package import OpenID

/// Somebody else who tells an institution who signs in.
package struct IdentityProvider: Sendable, Hashable {
    /// What a sign-in there is good for.
    package enum Purpose: String, Sendable, CaseIterable {
        /// The person has an account here.
        case member
        /// Nothing of the person stays but a key that only this institution can make.
        case anonymous
    }

    /// In addresses: letters, digits and hyphens.
    package let id: String
    /// As people know it.
    package let name: String
    package let purpose: Purpose
    package let settings: ProviderSettings
    /// Where it stands among others; the smallest number first.
    package let position: Int

    package init(
        id: String,
        name: String,
        purpose: Purpose,
        settings: ProviderSettings,
        position: Int = 0
    ) {
        self.position = position
        self.id = id
        self.name = name
        self.purpose = purpose
        self.settings = settings
    }
}
