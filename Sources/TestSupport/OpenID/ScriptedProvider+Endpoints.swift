import Credentials
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import OpenID
import Synchronization
import Web

extension ScriptedProvider {
    func respond(to request: Request) async throws -> Response {
        let path = request.uri.path
        guard let endpoint = Self.endpoint(at: path) else { return Response(status: .notFound) }
        let script = state.withLock { state in
            state.asked[endpoint, default: 0] += 1
            return state.script
        }
        // Behind a redirection everything is in order, so that following it would be noticed.
        if let trouble = script.troubles[endpoint], !path.hasPrefix("/elsewhere") {
            return try await respond(with: trouble, at: path)
        }
        switch endpoint {
        case .document: return json(try document(script))
        case .keys: return json(try keys.published(by: script))
        case .token: return try await token(request, script)
        case .userinfo: return try await userinfo(request, script)
        }
    }

    private static func endpoint(at path: String) -> ProviderScript.Endpoint? {
        switch path.hasPrefix("/elsewhere") ? String(path.dropFirst(10)) : path {
        case "/.well-known/openid-configuration": .document
        case "/keys": .keys
        case "/token": .token
        case "/userinfo": .userinfo
        default: nil
        }
    }

    private func document(_ script: ProviderScript) throws -> String {
        var fields: [String: String] = [
            "issuer": issuer, "authorization_endpoint": issuer + "/authorize",
            "token_endpoint": issuer + "/token", "jwks_uri": issuer + "/keys",
            "userinfo_endpoint": issuer + "/userinfo",
            "end_session_endpoint": issuer + "/end-session?theme=plain",
        ]
        for (name, value) in script.document { fields[name] = value }
        let text = String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
        let promise = "\"authorization_response_iss_parameter_supported\":true"
        return script.namesItselfInAnswers ? text.dropLast() + "," + promise + "}" : text
    }

    private func token(_ request: Request, _ script: ProviderScript) async throws -> Response {
        let form = try await request.form()
        guard isClient(form, authorization: request.headers[.authorization]) else {
            var response = json(#"{"error":"invalid_client"}"#, status: .unauthorized)
            response.headers[.wwwAuthenticate] = "Basic realm=\"clients\""
            return response
        }
        let grant = state.withLock { $0.grants.removeValue(forKey: form["code"]) }
        let digest = SHA256.hash(data: Array(form["code_verifier"].utf8))
        guard let grant, form["grant_type"] == "authorization_code",
            form["redirect_uri"] == grant.redirectAddress,
            Base64URL.encode(digest) == grant.challenge
        else {
            return json(#"{"error":"invalid_grant"}"#, status: .badRequest)
        }
        var claims = TokenClaims()
        claims.nonce = grant.nonce
        claims.acr = "eidas1"
        describe(&claims)
        script.changeToken(&claims)
        let token = try await keys.sign(claims, as: script)
        let answer = [
            "access_token": "access-token", "token_type": "Bearer", "id_token": token,
        ]
        return json(String(decoding: try JSONEncoder().encode(answer), as: UTF8.self))
    }

    private func isClient(_ form: FormData, authorization: String?) -> Bool {
        // The secret as `client_secret_basic` writes it.
        let encoded = "parvis-test:a%20secret%3A%20100%25%20%26%20more%2B"
        let basic = "Basic " + Data(encoded.utf8).base64EncodedString()
        return authorization == basic
            || form["client_id"] == Self.clientID && form["client_secret"] == Self.clientSecret
    }

    private func userinfo(_ request: Request, _ script: ProviderScript) async throws -> Response {
        guard request.headers[.authorization] == "Bearer access-token" else {
            return Response(status: .unauthorized)
        }
        try await script.meanwhile()
        var claims = TokenClaims()
        describe(&claims)
        claims.identity = IdentityClaims(
            givenName: "Ada",
            familyName: "Lovelace-Desprès",
            email: "ada@example.org",
            isEmailVerified: true,
            birth: BirthClaim("1990-12-10"),
            country: "FR",
            nationalities: ["FR", "IT"]
        )
        script.changeUserinfo(&claims)
        guard script.isUserinfoSigned else {
            return json(String(decoding: try JSONEncoder().encode(claims), as: UTF8.self))
        }
        var signing = script
        signing.signing = script.userinfoSigning ?? script.signing
        var response = json(try await keys.sign(claims, as: signing))
        response.headers[.contentType] = "application/jwt; charset=utf-8"
        return response
    }

    /// Made now, by this provider, for its client, about one person.
    private func describe(_ claims: inout TokenClaims) {
        let seconds = Double(clock.now.milliseconds / 1000)
        claims.issuer = issuer
        claims.subject = Self.subject
        claims.audience = Audience([Self.clientID])
        claims.issuedAt = seconds
        claims.expires = seconds + 60
    }

    private func respond(
        with trouble: ProviderScript.Trouble,
        at path: String
    ) async throws -> Response {
        switch trouble {
        case .status(let code): return Response(status: .init(code: code))
        case .text(let text): return json(text)
        case .redirection:
            return Response(status: .found, headers: [.location: issuer + "/elsewhere" + path])
        case .megabytes(let count):
            return json("[\"" + String(repeating: "a", count: count * 1_000_000) + "\"]")
        case .silence:
            try await Task.sleep(for: .seconds(3))
            return Response(status: .ok)
        case .dripping:
            return Response(
                status: .ok,
                body: ResponseBody { writer in
                    for _ in 0..<30 {
                        try await writer.write(ByteBuffer(string: " "))
                        try await Task.sleep(for: .milliseconds(100))
                    }
                    try await writer.finish(nil)
                }
            )
        case .challenge(let field):
            var response = json("<html>", status: .unauthorized)
            response.headers[.wwwAuthenticate] = field
            return response
        case .refusal(let code, let description):
            let fields = ["error": code, "error_description": description]
            let text = String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
            return json(text, status: .badRequest)
        }
    }

    private func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
