package import Kernel

/// An account as its owner and the actions on it see it; never shown to anybody else.
package struct Account: Sendable, Equatable {
    package let member: Member
    /// Where letters are sent.
    package let email: String
    /// The hash of the password; nil when they sign in without one.
    let password: String?
    /// The secret of their one-time codes; nil when they use none.
    let codeSecret: [UInt8]?
    /// Counts how often everything that was begun for this account was ended: see ``Accounts/endEverything(of:except:in:)``.
    let epoch: Int
    package let createdAt: Instant

    package var id: Member.ID { member.id }
    package var hasPassword: Bool { password != nil }
    package var hasCodes: Bool { codeSecret != nil }
}
