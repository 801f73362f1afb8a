import Kernel

/// What a link in a letter, or a step between two pages, is for.
enum TokenPurpose: String, Sendable {
    case registration
    case signIn = "sign-in"
    case password
    case email
    /// Stops a change of address that was asked for.
    case emailStop = "email-stop"
    case invitation
    case deletion
    /// Between the password or link and the one-time code.
    case secondStep = "second-step"
    /// What a browser proved at an identity provider, until somebody links it to their account there.
    case identity

    /// How long it can be used.
    var milliseconds: Int64 {
        switch self {
        case .registration: 24 * Instant.millisecondsPerHour
        case .signIn, .password, .email, .deletion, .identity: Instant.millisecondsPerHour
        // As long as the warning that brings it may wait.
        case .emailStop: Limits.letterMilliseconds
        case .invitation: 7 * 24 * Instant.millisecondsPerHour
        case .secondStep: Instant.millisecondsPerHour / 6
        }
    }

    /// Whether it ends with everything else that was begun for its member: an invitation names who sent
    /// it, and outlives their passwords.
    var endsWithEpoch: Bool { self != .invitation }
}

/// What is kept, sealed, until a token is used.
struct TokenContents: Sendable, Codable {
    var email: String?
    var name: String?
    var language: String?
    /// The version of the privacy page that they agreed to.
    var consent: String?
    var role: String?
    var space: Int?
    /// Where they wanted to go, an address of this site.
    var next: String?
    /// Who proved themselves at a provider: its id, and the key by which the person is known.
    var provider: String?
    /// Who that provider was: another may have come to have its id.
    var issuer: String?
    var subject: String?
    /// What the provider proved of them, of what modules ask for: names of facts.
    var facts: [String]?
    /// Between provider and one-time code: where the session begins.
    var origin: SessionOrigin?
    /// The browser that asked for a letter, for whoever reads it.
    var device: String?
    /// In milliseconds, as an instant is.
    var askedAt: Int64?
}
