package import HTTPTypes

/// A cookie that only this server reads: of the host alone, unseen by scripts, not sent with writes
/// from other sites.
///
/// Under TLS its name begins with `__Host-`, so that no other host and no plain connection can set it
/// (RFC 6265bis §4.1.3.2). Only development is without TLS.
package struct PrivateCookie: Sendable {
    /// Who is signed in.
    package static let session = PrivateCookie(name: "session")
    /// A sign-in at an identity provider that is under way.
    package static let departure = PrivateCookie(name: "departure")
    /// What this browser proved at an identity provider, until it is linked to an account.
    package static let identity = PrivateCookie(name: "identity")
    /// That somebody signed in with this browser before: a random number, which outlives the session so
    /// that whoever guesses at an account elsewhere never keeps its owner out here.
    ///
    /// Cookies against the abuse of sign-in need no consent (Article 29 Working Party, Opinion 04/2012,
    /// section 3.3).
    package static let familiar = PrivateCookie(name: "familiar")

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
