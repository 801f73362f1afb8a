package import Kernel

/// A session that has just begun: the token goes to the browser and is never seen again.
package struct NewSession: Sendable {
    package let token: String
    /// How long the browser keeps it.
    package let seconds: Int
    /// Nil for somebody anonymous.
    package let member: Member.ID?
    /// By what the browser is known from now on, to be patient with its owner; nil of somebody anonymous.
    package let browser: String?
    /// The provider at which this browser proved an identity that is not linked to any account yet.
    package let provider: String?
    /// Whether they have a part in running the site.
    let isStaff: Bool
    /// Where they wanted to go, an address of this site; empty when nowhere.
    package let next: String
}

/// What a proof of identity leads to.
package enum SignInStep: Sendable {
    case signedIn(NewSession)
    /// A one-time code is asked for; the text comes back with it.
    case codeNeeded(attempt: String)
}
