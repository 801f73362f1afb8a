import Kernel

/// What a token must say to be believed (OpenID Connect Core §3.1.3.7, §5.3.4).
struct TokenRules {
    let settings: ProviderSettings
    let now: Instant

    /// Gives the person's name at the provider.
    func checkIDToken(_ claims: TokenClaims, nonce: String) throws(OpenIDFailure) -> String {
        try checkIssuer(of: claims)
        try checkAudience(of: claims)
        guard let expires = claims.expires, let issuedAt = claims.issuedAt else {
            throw .invalidToken(.malformed)
        }
        try checkTimes(expires: expires, issuedAt: issuedAt, notBefore: claims.notBefore)
        guard let answered = claims.nonce, ConstantTime.areEqual(answered, nonce) else {
            throw .invalidToken(.nonce)
        }
        guard AssuranceScale.accepts(claims.acr, asked: settings.acrValues) else {
            throw .weakAssurance
        }
        return try subject(of: claims)
    }

    /// A signed answer about a person: made by this provider, about the same one, and not for others.
    ///
    /// It should say by whom and for whom it was made, and some providers do not (OpenID Connect Core
    /// §5.3.2: SHOULD). Its signature by the provider's key, the way by which it came and the subject of
    /// the ID token bind it all the same; what it does say has to be right.
    func checkSignedUserinfo(_ claims: TokenClaims, subject: String) throws(OpenIDFailure) {
        if claims.issuer != nil { try checkIssuer(of: claims) }
        if claims.audience != nil || claims.authorizedParty != nil {
            try checkAudience(of: claims)
        }
        try checkTimes(
            expires: claims.expires,
            issuedAt: claims.issuedAt,
            notBefore: claims.notBefore
        )
        try checkSubject(of: claims, is: subject)
    }

    /// An answer that only its way here vouches for.
    func checkSubject(of claims: TokenClaims, is expected: String) throws(OpenIDFailure) {
        guard try subject(of: claims) == expected else { throw .subjectMismatch }
    }

    private func checkIssuer(of claims: TokenClaims) throws(OpenIDFailure) {
        guard claims.issuer == settings.issuer else { throw .invalidToken(.issuer) }
    }

    private func checkAudience(of claims: TokenClaims) throws(OpenIDFailure) {
        guard let audience = claims.audience, !audience.names.isEmpty else {
            throw .invalidToken(.audienceMissing)
        }
        guard audience.names.contains(settings.clientID) else {
            throw .invalidToken(.audienceOther)
        }
        let party = claims.authorizedParty
        guard party == settings.clientID || party == nil && audience.names.count == 1 else {
            throw .invalidToken(.audienceOther)
        }
    }

    private func checkTimes(
        expires: Double?,
        issuedAt: Double?,
        notBefore: Double?
    ) throws(OpenIDFailure) {
        let seconds = Double(now.milliseconds) / 1000
        let leeway = Double(settings.leeway.components.seconds)
        // Written so that a number that is none passes no comparison.
        if let expires {
            guard seconds < expires + leeway else { throw .invalidToken(.expired) }
        }
        for time in [issuedAt, notBefore].compactMap(\.self) {
            guard time <= seconds + leeway else { throw .invalidToken(.issuedInFuture) }
        }
    }

    /// At most 255 ASCII characters (OpenID Connect Core §2).
    private func subject(of claims: TokenClaims) throws(OpenIDFailure) -> String {
        guard let subject = claims.subject, (1...255).contains(subject.utf8.count),
            subject.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { throw .invalidToken(.malformed) }
        return subject
    }
}
