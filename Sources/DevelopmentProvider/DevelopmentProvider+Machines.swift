import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import OpenID
import Web

/// What clients ask the provider.
extension DevelopmentProvider {
    func document(_ visitor: VisitorContext) throws -> Reply {
        try check(visitor)
        let issuer = Self.issuer(visitor.visit)
        let document = ProviderDescription(
            issuer: issuer,
            authorizationEndpoint: issuer + "/authorization",
            tokenEndpoint: issuer + "/token",
            userinfoEndpoint: issuer + "/userinfo",
            keysAddress: issuer + "/keys",
            endSessionEndpoint: issuer + "/end-session"
        )
        return try json(document)
    }

    func publish(_ visitor: VisitorContext) throws -> Reply {
        try check(visitor)
        return .json(try tokens.published())
    }

    /// A code for tokens, once.
    func exchange(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        try check(visitor)
        let form = try await request.form()
        guard form["client_id"] == Self.clientID, form["client_secret"] == clientSecret else {
            return try refusal("invalid_client", status: .unauthorized)
        }
        guard form["grant_type"] == "authorization_code" else {
            return try refusal("unsupported_grant_type", status: .badRequest)
        }
        let digest = SHA256.hash(data: Array(form["code_verifier"].utf8))
        guard let grant = codes.take(form["code"], at: visitor.now),
            grant.issuer == Self.issuer(visitor.visit),
            grant.question.redirectAddress == form["redirect_uri"],
            grant.question.challenge == Base64URL.encode(digest)
        else { return try refusal("invalid_grant", status: .badRequest) }
        let accessToken = Base64URL.encode(random.bytes(32))
        accessTokens.keep(grant, as: accessToken, at: visitor.now)
        return try json(
            [
                "access_token": accessToken, "token_type": "Bearer",
                "id_token": try await tokens.idToken(for: grant, at: visitor.now),
            ]
        )
    }

    func describe(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        try check(visitor)
        let field = request.headers[.authorization] ?? ""
        guard field.hasPrefix("Bearer "),
            let grant = accessTokens.find(String(field.dropFirst(7)), at: visitor.now),
            grant.issuer == Self.issuer(visitor.visit)
        else {
            var reply = try refusal("invalid_token", status: .unauthorized)
            reply.headers[.wwwAuthenticate] = "Bearer error=\"invalid_token\""
            return reply
        }
        var reply = Reply.json(try await tokens.userinfo(for: grant, at: visitor.now))
        reply.headers[.contentType] = "application/jwt"
        return reply
    }

    private func refusal(_ code: String, status: HTTPResponse.Status) throws -> Reply {
        var reply = try json(["error": code])
        reply.status = status
        return reply
    }

    private func json(_ value: some Encodable) throws -> Reply {
        .json(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
    }
}
