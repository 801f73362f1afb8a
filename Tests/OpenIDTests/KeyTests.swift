import OpenID
import TestSupport
import Testing

@Suite("A provider's keys")
struct KeyTests {
    @Test("a key that was changed is found by asking once more")
    func rotation() async throws {
        try await Meeting.run { meeting in
            _ = try await meeting.signIn()
            meeting.provider.play {
                $0.keyName = "second"
                $0.publishedKeyName = "second"
            }

            #expect(await meeting.failure() == nil)
            #expect(meeting.provider.count(of: .keys) == 2)
            #expect(await meeting.failure() == nil)
            #expect(meeting.provider.count(of: .keys) == 2)
        }
    }

    @Test("many who meet a new key at once make one question of it")
    func crowd() async throws {
        try await Meeting.run { meeting in
            _ = try await meeting.signIn()
            meeting.provider.play {
                $0.keyName = "second"
                $0.publishedKeyName = "second"
            }
            let (client, provider) = (meeting.client, meeting.provider)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 {
                    group.addTask {
                        let departure = try await client.begin(
                            redirectAddress: Meeting.redirectAddress
                        )
                        _ = try await client.finish(
                            query: try provider.approve(departure),
                            attempt: departure.attempt,
                            redirectAddress: Meeting.redirectAddress
                        )
                    }
                }
                try await group.waitForAll()
            }

            #expect(meeting.provider.count(of: .keys) == 2)
        }
    }

    @Test("names that nobody knows do not make us ask again and again")
    func forged() async throws {
        try await Meeting.run { meeting in
            _ = try await meeting.signIn()
            meeting.provider.play { $0.keyName = "forged" }
            for _ in 0..<5 {
                #expect(await meeting.failure() == .invalidToken(.unknownKey))
            }
            #expect(meeting.provider.count(of: .keys) == 2)
            meeting.clock.advance(by: .seconds(31))

            #expect(await meeting.failure() == .invalidToken(.unknownKey))
            #expect(meeting.provider.count(of: .keys) == 3)
        }
    }

    @Test("keys for other purposes, of other kinds and broken ones stand beside the right one")
    func others() async throws {
        let others = [
            #"{"kty":"oct","kid":"first","k":"c2VjcmV0"}"#, #"{"kty":"EC"}"#, "{}", "7",
            #"{"kty":"RSA","kid":"first","use":"enc","alg":"RSA-OAEP","n":"AQAB","e":"AQAB"}"#,
            #"{"kty":"RSA","kid":"first","n":"AQAB","e":"AQAB"}"#,
            #"{"kty":"EC","kid":"first","crv":"P-256","alg":"ECDH-ES","x":"AA","y":"AA"}"#,
            #"{"kty":"EC","kid":"first","crv":"P-256","x":"AA","y":"AA"}"#,
        ]
        try await Meeting.run(
            script: { $0.otherKeys = others },
            { meeting in #expect(await meeting.failure() == nil) }
        )
    }

    @Test("a token may leave its key without a name only where there is one key")
    func nameless() async throws {
        try await Meeting.run(
            script: {
                $0.keyName = nil
                $0.publishedKeyName = nil
            },
            { meeting in #expect(await meeting.failure() == nil) }
        )
        try await Meeting.run(
            script: {
                $0.keyName = nil
                $0.otherKeys = [Self.generator]
            },
            { meeting in #expect(await meeting.failure() == .invalidToken(.unknownKey)) }
        )
    }

    @Test("a provider must publish a key that we can use, and not hundreds")
    func count() async throws {
        let strange = #"{"keys":[{"kty":"oct","kid":"x"}]}"#
        let many = KeyTests.generator.replacing("other", with: "first")
        let tooMany =
            "{\"keys\":[" + Array(repeating: many, count: 101).joined(separator: ",") + "]}"
        for keys in [strange, tooMany, "{\"keys\":[]}"] {
            try await Meeting.run(
                script: { $0.troubles = [.keys: .text(keys)] },
                { meeting in #expect(await meeting.failure() == .malformedAnswer) }
            )
        }
    }

    /// The point G of the curve: a key, though not the provider's.
    private static let generator =
        #"{"kty":"EC","crv":"P-256","kid":"other","#
        + #""x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","#
        + #""y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"}"#
}
