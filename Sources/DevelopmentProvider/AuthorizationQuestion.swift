import Markup
import Web

/// What a client sent a browser to ask, once it may be answered.
struct AuthorizationQuestion: Sendable {
    let redirectAddress: String
    let state: String
    let nonce: String
    let challenge: String
    let scopes: [String]

    /// What becomes of a question, before any person is involved.
    enum Reading: Sendable {
        case question(AuthorizationQuestion)
        /// The client is told what it did wrong.
        case refused(Path)
        /// It is not even known whose question it is: nobody is sent anywhere.
        case unanswerable
    }

    /// As strict as FranceConnect, so that a client that works here works there.
    static func read(_ query: FormData, issuer: String, origin: String) -> Reading {
        let redirectAddress = query["redirect_uri"]
        guard query["client_id"] == DevelopmentProvider.clientID,
            redirectAddress.hasPrefix(origin + "/"),
            redirectAddress.utf8.allSatisfy({ isPlain($0) }),
            let path = Path(web: redirectAddress)
        else { return .unanswerable }
        let refuse = { (code: String, description: String) in
            Reading.refused(
                path.with("error", code).with("error_description", description)
                    .with("state", query["state"]).with("iss", issuer)
            )
        }
        guard query["response_type"] == "code" else {
            return refuse("unsupported_response_type", "Only a code is given.")
        }
        let scopes = query["scope"].split(separator: " ").map(String.init)
        guard scopes.contains("openid") else {
            return refuse("invalid_scope", "The scope must contain openid.")
        }
        guard query["state"].utf8.count >= 22, query["nonce"].utf8.count >= 22 else {
            return refuse("invalid_request", "State and nonce need 22 characters or more.")
        }
        guard query["code_challenge_method"] == "S256", query["code_challenge"].utf8.count == 43
        else {
            return refuse("invalid_request", "A code challenge (S256) is required.")
        }
        guard !query["acr_values"].isEmpty else {
            return refuse("invalid_request", "The level of assurance is missing.")
        }
        return .question(
            AuthorizationQuestion(
                redirectAddress: redirectAddress,
                state: query["state"],
                nonce: query["nonce"],
                challenge: query["code_challenge"],
                scopes: scopes
            )
        )
    }

    /// Back to the client, with one of these answers.
    func answer(_ name: String, _ value: String, issuer: String) -> Path? {
        Path(web: redirectAddress)?.with(name, value).with("state", state).with("iss", issuer)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "#") && byte != UInt8(ascii: "\\")
    }
}
