import Hummingbird
import Kernel
package import OpenID
import Synchronization
import Web

/// An identity provider on the loopback that keeps every rule, but those that a test breaks.
///
/// It has no pages: ``approve(_:)`` is the person who signs in.
package final class ScriptedProvider: Sendable {
    struct State {
        var script = ProviderScript()
        var grants: [String: Grant] = [:]
        /// Codes given out, used or not: no two are the same.
        var codes = 0
        var asked: [ProviderScript.Endpoint: Int] = [:]
    }

    /// What a code stands for until it is used.
    struct Grant: Sendable {
        let nonce: String
        let challenge: String
        let redirectAddress: String
    }

    package static let clientID = "parvis-test"
    package static let clientSecret = "a secret: 100% & more+"
    package static let subject = "4f2a-pairwise-of-ada"

    package let issuer: String
    let state = Mutex(State())
    let keys: ProviderKeys
    let clock: TestClock

    private init(port: Int, keys: ProviderKeys, clock: TestClock) {
        issuer = "http://127.0.0.1:\(port)"
        self.keys = keys
        self.clock = clock
    }

    /// Serves while `body` runs.
    package static func run(
        clock: TestClock = TestClock(),
        _ body: (ScriptedProvider) async throws -> Void
    ) async throws {
        let holder = Mutex<ScriptedProvider?>(nil)
        let keys = try ProviderKeys.made.get()
        let responder = CallbackResponder { (request: Request, context: BasicRequestContext) in
            guard let provider = holder.withLock({ $0 }) else {
                return Response(status: .serviceUnavailable)
            }
            return try await provider.respond(to: request)
        }
        try await LoopbackServer.run(responder) { port, _ in
            let provider = ScriptedProvider(port: port, keys: keys, clock: clock)
            holder.withLock { $0 = provider }
            try await body(provider)
        }
    }

    /// Changes what it does from now on.
    package func play(_ change: (inout ProviderScript) -> Void) {
        state.withLock { change(&$0.script) }
    }

    /// How often an endpoint was asked.
    package func count(of endpoint: ProviderScript.Endpoint) -> Int {
        state.withLock { $0.asked[endpoint] ?? 0 }
    }

    /// What a client that knows it would be told.
    package func settings(
        _ change: (inout ProviderSettings) -> Void = { _ in }
    ) -> ProviderSettings {
        var settings = ProviderSettings(
            issuer: issuer,
            clientID: Self.clientID,
            clientSecret: Self.clientSecret,
            scopes: ["openid", "profile", "email", "birthdate"],
            acrValues: ["eidas1"],
            requiresSignedUserinfo: true
        )
        // It is on this machine.
        settings.isOfOperator = true
        change(&settings)
        return settings
    }

    /// The person signs in; gives what the browser brings back.
    package func approve(_ departure: Departure) throws -> [(name: String, value: String)] {
        try approve(at: departure.address)
    }

    /// The same, for whoever was sent to an address of this provider.
    package func approve(at address: String) throws -> [(name: String, value: String)] {
        let question = address.split(separator: "?", maxSplits: 1).last ?? ""
        let query = try FormData(urlEncoded: question.utf8)
        guard query["response_type"] == "code", query["client_id"] == Self.clientID,
            query["code_challenge_method"] == "S256", query["scope"].hasPrefix("openid")
        else { throw PageError.malformed }
        let grant = Grant(
            nonce: query["nonce"],
            challenge: query["code_challenge"],
            redirectAddress: query["redirect_uri"]
        )
        let code = state.withLock { state in
            let code = "code-\(state.codes)"
            state.codes += 1
            state.grants[code] = grant
            return code
        }
        return [("code", code), ("state", query["state"]), ("iss", issuer)]
    }
}
