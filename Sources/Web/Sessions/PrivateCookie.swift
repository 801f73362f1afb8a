package import HTTPTypes

/// A cookie that only this server reads: of the host alone, unseen by scripts, not sent with writes
/// from other sites.
///
/// Under TLS its name begins with `__Host-`, so that no other host and no plain connection can set it
/// (RFC 6265bis §4.1.3.2). Only development is without TLS.
package struct PrivateCookie: Sendable {
    /// Who is signed in.
    package static let session = PrivateCookie(name: "session")
    /// What this browser proved at an identity provider, until it is linked to an account.
    package static let identity = PrivateCookie(name: "identity")
    /// That somebody signed in with this browser before: a random number, which outlives the session so
    /// that whoever guesses at an account elsewhere never keeps its owner out here.
    ///
    /// Cookies against the abuse of sign-in need no consent (Article 29 Working Party, Opinion 04/2012,
    /// section 3.3).
    package static let familiar = PrivateCookie(name: "familiar")
    /// The key to what a provider wants to see again when its session ends.
    package static let farewell = PrivateCookie(name: "farewell")
    /// The end of a session at a provider that is under way.
    package static let parting = PrivateCookie(name: "parting")

    private static let departureName = "departure-"

    /// A sign-in at an identity provider that is under way, by what names it: one of several.
    package static func departure(_ state: String) -> PrivateCookie {
        let letters = state.utf8.prefix(16).filter { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
            default: false
            }
        }
        return PrivateCookie(name: departureName + String(decoding: letters, as: UTF8.self))
    }

    /// The sign-ins that are under way in the browser of a request.
    package static func departures(in headers: HTTPFields, isSecure: Bool) -> [PrivateCookie] {
        let beginning = PrivateCookie(name: departureName).fullName(isSecure: isSecure)
        return headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { pair in
            let name = pair.drop { $0 == " " }.prefix { $0 != "=" }
            return name.hasPrefix(beginning)
                ? PrivateCookie.departure(String(name.dropFirst(beginning.count))) : nil
        }
    }

    private let name: String

    private func fullName(isSecure: Bool) -> String { (isSecure ? "__Host-" : "") + name }

    /// Its value in a request; nil when there is none.
    package func value(in headers: HTTPFields, isSecure: Bool) -> String? {
        let wanted = fullName(isSecure: isSecure)
        for field in headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let trimmed = pair.drop { $0 == " " }
                guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == wanted
                else { continue }
                return String(trimmed[trimmed.index(after: equals)...])
            }
        }
        return nil
    }

    /// The field that sets it, for so many seconds.
    ///
    /// The value is made of letters, digits and `-_.`: it is a token of ours.
    package func set(_ value: String, seconds: Int, isSecure: Bool) -> HTTPField {
        let secure = isSecure ? "; Secure" : ""
        let pair = [fullName(isSecure: isSecure), value].joined(separator: "=")
        let age = ["Max-Age", String(seconds)].joined(separator: "=")
        return HTTPField(
            name: .setCookie,
            value: "\(pair); Path=/; \(age); HttpOnly; SameSite=Lax\(secure)"
        )
    }

    /// The field that makes the browser forget it.
    package func clear(isSecure: Bool) -> HTTPField { set("", seconds: 0, isSecure: isSecure) }
}
