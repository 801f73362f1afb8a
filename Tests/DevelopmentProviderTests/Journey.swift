import DevelopmentProvider
import Kernel
import OpenID
import TestSupport
import Web

/// A browser on its way between a site and the provider beside it.
struct Journey {
    let site: TestSite
    let client: OpenIDClient
    let departure: Departure
    let redirectAddress: String
    let tenant: String

    /// On a site of its own, up to the provider's page.
    static func run(
        tenant: String = "eci",
        settings: (inout ProviderSettings) -> Void = { _ in },
        uiLocales: [LanguageTag] = [],
        _ body: (Journey) async throws -> Void
    ) async throws {
        var options = TestSite.Options()
        options.isDevelopment = true
        try await TestHouse.run(modules: []) { [options] house in
            try await TestSite.run(house: house, options: options) { site in
                try await body(
                    try await begin(at: site, tenant: tenant, settings, uiLocales: uiLocales)
                )
            }
        }
    }

    /// Another sign-in at the same site.
    static func begin(
        at site: TestSite,
        tenant: String,
        _ change: (inout ProviderSettings) -> Void = { _ in },
        uiLocales: [LanguageTag] = []
    ) async throws -> Journey {
        let host = "\(tenant).localhost:\(site.port)"
        guard var settings = site.provider.settings(host: host) else { throw PageError.notFound }
        change(&settings)
        let client = try OpenIDClient(
            settings: settings,
            clock: site.house.clock.clock,
            random: site.house.random,
            transport: ProviderTransport(silence: .seconds(60), deadline: .seconds(60))
        )
        let redirectAddress = "http://\(host)/en/sign-in/answer"
        return Journey(
            site: site,
            client: client,
            departure: try await client.begin(
                redirectAddress: redirectAddress,
                uiLocales: uiLocales
            ),
            redirectAddress: redirectAddress,
            tenant: tenant
        )
    }

    /// The address without its host.
    var path: String { Self.path(of: departure.address) }

    func page(fields: [(String, String)] = []) async throws -> HTTPAnswer {
        try await site.get(path, tenant: tenant, fields: fields)
    }

    /// Presses a button; gives where it leads.
    func choose(_ citizen: String) async throws -> String {
        let answer = try await site.post(path, [("citizen", citizen)], tenant: tenant)
        guard answer.status == 303, let address = answer.field("Location") else {
            throw PageError.malformed
        }
        return address
    }

    /// What the site makes of the address that the browser was sent to.
    func finish(at address: String) async throws -> ProvenIdentity {
        let query = try FormData(urlEncoded: address.drop { $0 != "?" }.dropFirst().utf8)
        let code = try await client.code(in: query.fields, for: departure.attempt)
        return try await client.finish(code, redirectAddress: redirectAddress)
    }

    private static func path(of address: String) -> String {
        "/" + address.split(separator: "/", maxSplits: 2).dropFirst(2).joined()
    }
}
