import Dispatch
import Kernel
import TestSupport
import Testing

@testable import OpenID

/// Goal: whoever may name a provider leads the server into no network behind it, by no name and by no number.
///
/// Method: names that lead where the test says; what is refused was never connected to, or it would be out of reach.
@Suite("Where providers may stand")
struct ReachTests {
    private static let transport = ProviderTransport(reach: .internet(.invented))

    @Test(
        "a name that leads inside is not asked, and the address is told",
        arguments: ["https://inside.example", "https://inside.example:8443/realms/eci"]
    )
    func names(issuer: String) async throws {
        let client = try Self.client(issuer)

        await #expect(throws: Self.inside) {
            try await client.begin(redirectAddress: Meeting.redirectAddress)
        }
    }

    @Test(
        "neither is a number, however it is written",
        arguments: [
            ("http://127.0.0.1:1", "127.0.0.1"), ("https://10.1.2.3", "10.1.2.3"),
            ("https://127.1", "127.1"), ("http://eci.localhost:1", "eci.localhost"),
        ]
    )
    func numbers(issuer: String, host: String) async throws {
        let client = try Self.client(issuer)

        await #expect(throws: OpenIDFailure.internalHost(.init(host: host, address: host))) {
            try await client.begin(redirectAddress: Meeting.redirectAddress)
        }
    }

    @Test("what a provider publishes leads inside by no name either")
    func endpoints() async throws {
        let issuer = try ProviderAddress(issuer: "https://id.example")
        let endpoint = try ProviderAddress(endpoint: "https://inside.example/token", of: issuer)

        await #expect(throws: Self.inside) {
            try await Self.transport.answer(to: ProviderRequest(address: endpoint))
        }
    }

    @Test("a name that leads nowhere is out of reach")
    func nowhere() async throws {
        let client = try Self.client("https://nowhere.example")

        await #expect(throws: OpenIDFailure.providerUnreachable) {
            try await client.begin(redirectAddress: Meeting.redirectAddress)
        }
    }

    @Test("whom the operator has named may stand inside, with all that it publishes")
    func operators() async throws {
        try await Meeting.run(transport: Self.transport) { meeting in
            #expect(await meeting.failure() == nil)
        }
        try await Meeting.run(
            settings: { $0.isOfOperator = false },
            transport: Self.transport,
            { meeting in
                let found = InternalHost(host: "127.0.0.1", address: "127.0.0.1")
                #expect(await meeting.failure() == .internalHost(found))
                #expect(meeting.provider.count(of: .document) == 0)
            }
        )
    }

    @Test("the system's names are looked up, and many who ask at once all hear")
    func system() async throws {
        let lookups = NameLookups()
        let found = await withTaskGroup(of: [HostAddress].self, returning: [[HostAddress]].self) {
            group in
            for _ in 0..<100 { group.addTask { await lookups.addresses(of: "localhost") } }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(found.count == 100)
        #expect(found.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isInternal) })
    }

    @Test("names that somebody makes slow hold up no name that was found before")
    func slow() async throws {
        let gate = DispatchSemaphore(value: 0)
        let lookups = NameLookups { host in
            if host.hasPrefix("slow") { gate.wait() }
            return [HostAddress(bytes: [9, 9, 9, 9])].compactMap(\.self)
        }
        #expect(await lookups.addresses(of: "known.example").count == 1)
        try await withThrowingTaskGroup(of: Int.self) { group in
            defer { for _ in 0..<Limits.nameLookups { gate.signal() } }
            for number in 0..<Limits.nameLookups {
                group.addTask { await lookups.addresses(of: "slow-\(number).example").count }
            }
            try await until { lookups.count == Limits.nameLookups }
            #expect(await lookups.addresses(of: "known.example").count == 1)
            #expect(await lookups.addresses(of: "new.example").isEmpty)
        }
        #expect(await lookups.addresses(of: "new.example").count == 1)
    }

    private static let inside = OpenIDFailure.internalHost(
        InternalHost(host: "inside.example", address: "10.0.0.7")
    )

    private static func client(_ issuer: String) throws -> OpenIDClient {
        try OpenIDClient(
            settings: ProviderSettings(issuer: issuer, clientID: "a", clientSecret: "b"),
            clock: TestClock().clock,
            random: .seeded(),
            transport: transport
        )
    }
}
