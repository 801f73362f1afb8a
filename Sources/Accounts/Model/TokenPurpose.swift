import Kernel

/// What a link in a letter, or a step between two pages, is for.
enum TokenPurpose: String, Sendable {
    case registration
    case signIn = "sign-in"
    case password
    case email
    case invitation
    case deletion
    /// Between the password or link and the one-time code.
    case secondStep = "second-step"
    /// Between an identity provider and the account that somebody makes then.
    case identity

    /// How long it can be used.
    var milliseconds: Int64 {
        switch self {
        case .registration: 24 * Instant.millisecondsPerHour
        case .signIn, .password, .email, .deletion, .identity: Instant.millisecondsPerHour
        case .invitation: 7 * 24 * Instant.millisecondsPerHour
        case .secondStep: Instant.millisecondsPerHour / 6
        }
    }
}

/// What is kept, sealed, until a token is used.
struct TokenContents: Sendable, Codable {
    var email: String?
    var name: String?
    var language: String?
    /// The version of the privacy page that they agreed to.
    var consent: String?
    var role: String?
    var space: String?
    /// Where they wanted to go, an address of this site.
    var next: String?
    /// Who proved themselves at a provider: its id, and the key by which the person is known.
    var provider: String?
    var subject: String?
    /// Between provider and one-time code: where the session begins.
    var origin: SessionOrigin?
}
