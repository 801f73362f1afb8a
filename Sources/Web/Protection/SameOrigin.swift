package import HTTPTypes

/// Refuses writes that another site made a browser send.
///
/// Browsers of 2020 and later say where a request comes from (`Sec-Fetch-Site`), older ones send an
/// `Origin`; a client that sends neither is no browser, and carries nobody's session.
package enum SameOrigin {
    static func check(_ request: HTTPRequest) throws(PageError) {
        guard request.isWrite else { return }
        if let isFromHere = isFromHere(request) {
            guard isFromHere else { throw .foreignOrigin }
        } else if let origin = request.headerFields[.origin] {
            let own = RequestAuthority(request.authority ?? "")?.withoutUsualPort
            guard let own, RequestAuthority(origin: origin) == own else { throw .foreignOrigin }
        }
    }

    /// Whether a page of ours, or what the reader typed, made the browser ask; nil when it does not say.
    package static func isFromHere(_ request: HTTPRequest) -> Bool? {
        request.headerFields[.secFetchSite].map { $0 == "same-origin" || $0 == "none" }
    }
}

extension HTTPRequest {
    /// Whether it asks for more than an answer (RFC 9110, section 9.2.1).
    var isWrite: Bool { !["GET", "HEAD", "OPTIONS"].contains(method.rawValue) }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
