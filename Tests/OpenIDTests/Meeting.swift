import Kernel
import OpenID
import TestSupport

/// A client and a provider that meet in one test.
struct Meeting {
    let provider: ScriptedProvider
    let clock: TestClock
    let client: OpenIDClient

    static let redirectAddress = "http://eci.localhost:8080/sign-in/answer"

    /// With a provider that plays `script`, and a client that was told what it has to know.
    static func run(
        script: (inout ProviderScript) -> Void = { _ in },
        settings: (inout ProviderSettings) -> Void = { _ in },
        transport: ProviderTransport = ProviderTransport(
            silence: .seconds(60),
            deadline: .seconds(60)
        ),
        _ body: (Meeting) async throws -> Void
    ) async throws {
        let clock = TestClock()
        try await ScriptedProvider.run(clock: clock) { provider in
            provider.play(script)
            let client = try OpenIDClient(
                settings: provider.settings(settings),
                clock: clock.clock,
                random: .seeded(),
                transport: transport
            )
            try await body(Meeting(provider: provider, clock: clock, client: client))
        }
    }

    /// A whole sign-in; gives why it failed.
    func failure(
        changing query: (inout [(name: String, value: String)]) -> Void = { _ in }
    ) async -> OpenIDFailure? {
        do {
            _ = try await signIn(changing: query)
            return nil
        } catch {
            return error as? OpenIDFailure
        }
    }

    /// A whole sign-in.
    func signIn(
        changing query: (inout [(name: String, value: String)]) -> Void = { _ in }
    ) async throws -> ProvenIdentity {
        let departure = try await client.begin(redirectAddress: Self.redirectAddress)
        var answer = try provider.approve(departure)
        query(&answer)
        return try await client.finish(
            query: answer,
            attempt: departure.attempt,
            redirectAddress: Self.redirectAddress
        )
    }
}

extension OpenIDClient {
    /// Reads an answer and ends the sign-in, as a site does that has noted that it was used.
    func finish(
        query: [(name: String, value: String)],
        attempt: SignInAttempt,
        redirectAddress: String
    ) async throws(OpenIDFailure) -> ProvenIdentity {
        let code = try await code(in: query, for: attempt)
        return try await finish(code, redirectAddress: redirectAddress)
    }
}
