import HTTPTypes

/// Refuses writes that another site made a browser send.
///
/// Browsers of 2020 and later say where a request comes from (`Sec-Fetch-Site`), older ones send an
/// `Origin`; a client that sends neither is no browser, and carries nobody's session.
enum SameOrigin {
    static func check(_ request: HTTPRequest) throws(PageError) {
        guard !["GET", "HEAD", "OPTIONS"].contains(request.method.rawValue) else { return }
        if let site = request.headerFields[.secFetchSite] {
            guard site == "same-origin" || site == "none" else { throw .foreignOrigin }
        } else if let origin = request.headerFields[.origin] {
            let own = RequestAuthority(request.authority ?? "")?.withoutUsualPort
            guard let own, RequestAuthority(origin: origin) == own else { throw .foreignOrigin }
        }
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
