import HTTPTypes

/// The target of a request in its usual form, whatever form it came in (RFC 9112, section 3.2).
enum RequestTarget {
    /// The request with a path in origin form, and the authority that it is for.
    ///
    /// A target in absolute form (`GET http://host/path`) names the host itself, and then what
    /// `Host` says must not count (section 3.2.2). Throws `malformed` for any other form and for a
    /// host that is none: nobody guesses what was meant.
    static func read(
        _ request: HTTPRequest
    ) throws(PageError) -> (head: HTTPRequest, authority: RequestAuthority) {
        let (name, path) = try parts(of: request)
        guard let authority = RequestAuthority(name) else { throw .malformed }
        var head = request
        head.path = path
        head.authority = authority.text
        return (head, authority)
    }

    private static func parts(
        of request: HTTPRequest
    ) throws(PageError) -> (authority: String, path: String) {
        let target = request.path ?? ""
        if target.utf8.first == UInt8(ascii: "/") {
            return (request.authority ?? "", withoutFragment(target))
        }
        // OPTIONS for the server as a whole: there is no page of that name.
        if target == "*" { throw .notFound }
        let schemes = ["http://", "https://"]
        guard let scheme = schemes.first(where: { target.lowercased().hasPrefix($0) }) else {
            throw .malformed
        }
        let rest = withoutFragment(String(target.dropFirst(scheme.count)))
        let name = rest.prefix { $0 != "/" && $0 != "?" }
        let path = rest.dropFirst(name.count)
        return (String(name), path.first == "/" ? String(path) : "/" + path)
    }

    /// No client sends one; what stands behind is nothing that a page could read.
    private static func withoutFragment(_ target: String) -> String {
        String(Substring(target.utf8.prefix { $0 != UInt8(ascii: "#") }))
    }
}
