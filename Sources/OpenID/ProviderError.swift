/// An error as a provider names it (RFC 6749 §4.1.2.1).
///
/// What others wrote stays short, and without characters that change how a page reads.
package struct ProviderError: Sendable, Hashable {
    package let code: String
    /// The provider's own words, empty when it has none; to be shown escaped, as a quotation.
    package let description: String

    /// Nil when the code is no error code.
    init?(code: String, description: String) {
        guard (1...64).contains(code.utf8.count), code.utf8.allSatisfy(Self.isCodeByte) else {
            return nil
        }
        self.code = code
        self.description = Self.cleaned(description)
    }

    /// Whether the person, not the provider, ended the sign-in.
    var isCancellation: Bool {
        [
            "access_denied", "login_required", "interaction_required", "consent_required",
            "account_selection_required", "user_cancelled",
        ].contains(code)
    }

    /// The code when it looks like a word of a protocol: RFC 6749's and OpenID Connect's have letters and
    /// low lines, FranceConnect's are like `Y000400`; anybody can send a browser here with another one.
    var knownCode: String {
        let known = [
            "invalid_request", "unauthorized_client", "unsupported_response_type", "invalid_scope",
            "server_error", "temporarily_unavailable", "invalid_client", "invalid_grant",
            "unsupported_grant_type", "invalid_request_uri", "invalid_request_object",
            "request_not_supported", "request_uri_not_supported", "registration_not_supported",
        ]
        let isFranceConnect =
            code.utf8.count == 7 && code.utf8.first == UInt8(ascii: "Y")
            && code.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
        return known.contains(code) || isFranceConnect ? code : "(another code)"
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E: true
        default: false
        }
    }

    /// Letters, digits, punctuation and single spaces, at most 200 characters.
    private static func cleaned(_ text: String) -> String {
        let words = text.prefix(400).split(whereSeparator: \.isWhitespace).map { word in
            String(String.UnicodeScalarView(word.unicodeScalars.filter(isShown)))
        }
        return String(words.filter { !$0.isEmpty }.joined(separator: " ").prefix(200))
    }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        default: true
        }
    }
}
