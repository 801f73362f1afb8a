package import Kernel

/// What a member agreed to, in which version, and when (Regulation (EU) 2016/679, article 7(1)).
package struct Consent: Sendable, Hashable {
    /// As `privacy`.
    package let document: String
    /// The day of the version, as `2026-11-22`.
    package let version: String
    package let givenAt: Instant

    /// To what the pages of accounts say about personal data.
    static func privacy(version: String = currentVersion, at now: Instant) -> Consent {
        Consent(document: "privacy", version: version, givenAt: now)
    }

    /// Whether nothing has changed since.
    var isCurrent: Bool { document == "privacy" && version == Self.currentVersion }

    /// Changes with what `layout.privacy` tells about accounts.
    static let currentVersion = "2026-11-29"
}
