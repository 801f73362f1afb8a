import Kernel

/// What a provider made the browser bring back (OpenID Connect Core §3.1.2.5).
struct AuthorizationAnswer {
    private let pairs: [(name: String, value: String)]

    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    /// The code, when this is the answer to that attempt and says yes.
    func code(
        for attempt: SignInAttempt,
        settings: ProviderSettings,
        namesProvider: Bool,
        now: Instant
    ) throws(OpenIDFailure) -> String {
        guard let state = try value("state"), ConstantTime.areEqual(state, attempt.state),
            attempt.issuer == settings.issuer
        else { throw .stateMismatch }
        guard !attempt.isExpired(at: now) else { throw .expiredAttempt }
        // Another provider's answer must not reach this one (RFC 9207 §2.4).
        let issuer = try value("iss")
        guard issuer == settings.issuer || issuer == nil && !namesProvider else {
            throw .issuerMismatch
        }
        if let code = try value("error") {
            let description = try value("error_description") ?? ""
            guard let error = ProviderError(code: code, description: description) else {
                throw .malformedAnswer
            }
            throw error.isCancellation ? .cancelled : .refused(error)
        }
        guard let code = try value("code"), (1...Limits.queryBytes).contains(code.utf8.count) else {
            throw .malformedAnswer
        }
        return code
    }

    /// Nothing may come twice (RFC 6749 §3.1).
    private func value(_ name: String) throws(OpenIDFailure) -> String? {
        let found = pairs.filter { $0.name == name }
        guard found.count <= 1 else { throw .malformedAnswer }
        return found.first?.value
    }
}
