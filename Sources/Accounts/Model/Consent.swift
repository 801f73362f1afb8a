package import Kernel
import Web

/// What a member agreed to, in which version, and when (Regulation (EU) 2016/679, article 7(1)).
package struct Consent: Sendable, Hashable {
    /// As `privacy`.
    package let document: String
    /// The day of the text that comes with the program, as `2026-11-22`; of a version in an institution's own
    /// words its number and day, as `3/2026-12-05`.
    package let version: String
    package let givenAt: Instant

    /// To what the privacy page says about personal data.
    static func privacy(version: String, at now: Instant) -> Consent {
        Consent(document: "privacy", version: version, givenAt: now)
    }

    /// Whether nothing has changed since: it is to this version of the privacy page.
    ///
    /// An institution's versions are told apart by their numbers: their days are others in another zone.
    func isTo(_ version: String) -> Bool {
        document == "privacy" && Self.name(of: self.version) == Self.name(of: version)
    }

    /// Number and day of a version in an institution's own words; nil for the text that comes with the program.
    var own: (number: Int, day: CivilDate)? {
        let parts = version.split(separator: "/")
        guard parts.count == 2, let number = Int(parts[0]), let day = CivilDate(iso: parts[1])
        else { return nil }
        return (number, day)
    }

    private static func name(of version: String) -> Substring { version.prefix { $0 != "/" } }

    /// Changes with what `site.privacy` tells about accounts, and what is done with them.
    package static let builtInVersion = "2026-11-30"
}

extension VisitorContext {
    /// The version of the privacy page that people read here now, as a consent to it keeps it.
    ///
    /// Where an institution has gone back to the text that comes with the program, whoever agreed to that before
    /// has agreed to what is said now.
    var privacyVersion: String {
        guard let own = site.look.ownPage(.privacy, at: now) else { return Consent.builtInVersion }
        return "\(own.number)/\(tenant.zone.date(at: own.inForceAt).iso)"
    }
}
