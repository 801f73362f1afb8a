/// Why somebody was not signed in.
///
/// Each case has a page of its own. None of them holds anything about a person.
package enum OpenIDFailure: Error, Sendable, Hashable {
    /// The provider does not answer, or answers that it cannot.
    case providerUnreachable
    /// The provider answers something that is no OpenID Connect, or too much of it.
    case malformedAnswer
    /// An address of the provider could be listened to on its way.
    case insecureAddress
    /// A host of the provider leads into the networks of whoever runs the server, who has not named it.
    case internalHost(InternalHost)
    /// The one who answers is not the provider that was asked.
    case issuerMismatch
    /// The person gave up at the provider.
    case cancelled
    /// The provider refuses, and says why.
    case refused(ProviderError)
    /// The answer belongs to no sign-in that this browser began.
    case stateMismatch
    /// The sign-in began too long ago.
    case expiredAttempt
    /// The person proved less than was asked for.
    case weakAssurance
    /// A token of the provider cannot be believed.
    case invalidToken(TokenFault)
    /// Two answers of the provider are about different people.
    case subjectMismatch
}

extension OpenIDFailure {
    /// What a log says of it: the case, and a provider's code or the token's fault, which are words of a
    /// protocol, or a number of the operator's own network; nothing that a person or a provider wrote freely.
    package var name: String {
        switch self {
        case .providerUnreachable: "providerUnreachable"
        case .malformedAnswer: "malformedAnswer"
        case .insecureAddress: "insecureAddress"
        case .internalHost(let found): "internalHost \(found.address)"
        case .issuerMismatch: "issuerMismatch"
        case .cancelled: "cancelled"
        case .refused(let error): "refused \(error.knownCode)"
        case .stateMismatch: "stateMismatch"
        case .expiredAttempt: "expiredAttempt"
        case .weakAssurance: "weakAssurance"
        case .invalidToken(let fault): "invalidToken \(fault)"
        case .subjectMismatch: "subjectMismatch"
        }
    }
}
