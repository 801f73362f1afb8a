import HTTPTypes

/// What every page tells the browser to refuse.
enum SecurityHeaders {
    static let fields: HTTPFields = [
        .contentSecurityPolicy: """
        default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
        frame-ancestors 'none'
        """,
        .xContentTypeOptions: "nosniff",
        // Not `no-referrer`: browsers would then send `Origin: null` with our own forms.
        .referrerPolicy: "same-origin",
        .permissionsPolicy: "camera=(), microphone=(), geolocation=(), browsing-topics=()",
        .crossOriginOpenerPolicy: "same-origin",
    ]

    /// What a reply says itself is stricter, or has its reason.
    static func add(to headers: inout HTTPFields) {
        for field in fields where !headers.contains(field.name) { headers.append(field) }
    }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .origin
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy") ?? .origin
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy") ?? .origin
}
