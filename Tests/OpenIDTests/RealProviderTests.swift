import Kernel
import OpenID
import TestSupport
import Testing

/// Goal: the client works with a provider whose makers never heard of it.
///
/// Method: Canaille on the loopback, Chromium on its pages. It knows neither levels of assurance nor
/// pairwise subjects: those are tested with tokens of ours.
@Suite("A real provider", .enabled(if: RealProvider.isHere), .serialized)
struct RealProviderTests {
    @Test("Margaux signs in, however tokens are signed and clients prove themselves")
    func signsIn() async throws {
        try await RealProvider.run { provider in
            for name in ["es256", "rs256", "plain", "asking"] {
                let client = try Self.client(provider, name)
                let departure = try await client.begin(
                    redirectAddress: RealProvider.redirectAddress,
                    uiLocales: [.french]
                )
                let answer = try await provider.visit(departure.address)
                let identity = try await client.finish(
                    query: answer,
                    attempt: departure.attempt,
                    redirectAddress: RealProvider.redirectAddress
                )

                #expect(identity.issuer == provider.description.issuer, "\(name)")
                #expect(identity.subject == "margaux", "\(name)")
                #expect(identity.claims.givenName == "Margaux", "\(name)")
                #expect(identity.claims.familyName == "Delaunay-Noël", "\(name)")
                #expect(identity.claims.email == "margaux@citizens.example", "\(name)")

                let farewell = try await client.endSessionAddress(
                    idToken: identity.idToken,
                    returnTo: RealProvider.redirectAddress,
                    state: "s"
                )
                #expect(farewell?.hasPrefix(provider.description.issuer + "/") == true)
            }
        }
    }

    @Test("whoever does not agree, uses a code twice, or has a wrong secret gets nothing")
    func refuses() async throws {
        try await RealProvider.run { provider in
            let asking = try Self.client(provider, "asking")
            let denied = try await asking.begin(redirectAddress: RealProvider.redirectAddress)
            let denial = try await provider.visit(denied.address, answering: .deny)
            #expect(await Self.failure(asking, denied, denial) == .cancelled)

            let client = try Self.client(provider, "es256")
            let departure = try await client.begin(redirectAddress: RealProvider.redirectAddress)
            let answer = try await provider.visit(departure.address)
            #expect(await Self.failure(client, departure, answer) == nil)
            #expect(await Self.refusal(client, departure, answer) == "invalid_grant")

            for name in ["es256", "rs256"] {
                let guessing = try Self.client(provider, name) { $0.clientSecret = "guessed" }
                let guess = try await guessing.begin(redirectAddress: RealProvider.redirectAddress)
                // The secret is looked at first: any code will do.
                let code = [
                    (name: "code", value: "guessed"), (name: "state", value: guess.attempt.state),
                    (name: "iss", value: provider.description.issuer),
                ]
                #expect(await Self.refusal(guessing, guess, code) == "invalid_client", "\(name)")
            }

            let demanding = try Self.client(provider, "es256") { $0.acrValues = ["eidas1"] }
            let demand = try await demanding.begin(redirectAddress: RealProvider.redirectAddress)
            let weak = try await provider.visit(demand.address)
            #expect(await Self.failure(demanding, demand, weak) == .weakAssurance)
        }
    }

    private static func client(
        _ provider: RealProvider,
        _ name: String,
        change: (inout ProviderSettings) -> Void = { _ in }
    ) throws -> OpenIDClient {
        var settings = provider.settings(of: name)
        change(&settings)
        return try OpenIDClient(
            settings: settings,
            clock: .system,
            random: .system,
            transport: ProviderTransport()
        )
    }

    private static func failure(
        _ client: OpenIDClient,
        _ departure: Departure,
        _ answer: [(name: String, value: String)]
    ) async -> OpenIDFailure? {
        do {
            _ = try await client.finish(
                query: answer,
                attempt: departure.attempt,
                redirectAddress: RealProvider.redirectAddress
            )
            return nil
        } catch {
            return error
        }
    }

    private static func refusal(
        _ client: OpenIDClient,
        _ departure: Departure,
        _ answer: [(name: String, value: String)]
    ) async -> String? {
        guard case .refused(let error) = await failure(client, departure, answer) else {
            return nil
        }
        return error.code
    }
}
