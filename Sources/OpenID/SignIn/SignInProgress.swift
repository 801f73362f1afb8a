import Synchronization

/// A part of a sign-in, in the order in which they come.
package enum SignInStage: String, Sendable, CaseIterable {
    /// What the provider says about itself.
    case document
    case keys
    /// What the browser brought back.
    case answer
    /// The code for tokens.
    case exchange
    /// Who made the ID token, for whom and when.
    case token
    /// What the provider says about the person.
    case claims
}

/// How far a sign-in has come, for whoever tries a provider out.
package final class SignInProgress: Sendable {
    private let stages = Mutex<[SignInStage]>([])

    package init() {}

    /// What went well, in order.
    package var passed: [SignInStage] { stages.withLock(\.self) }

    package func pass(_ stage: SignInStage) { stages.withLock { $0.append(stage) } }
}
