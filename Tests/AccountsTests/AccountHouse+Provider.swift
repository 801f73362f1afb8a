import Kernel
import OpenID
import TestSupport
import Testing

@testable import Accounts

/// The fictitious citizens of development.
extension AccountHouse {
    /// Where one goes to them for an account.
    static let provider = "/en/sign-in/providers/development"

    /// Goes to the fictitious citizens and comes back as one of them; as nobody when none is named.
    func come(
        back citizen: String,
        from path: String,
        in browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        let departure = try await browser.get(path)
        #expect(departure.status == 303)
        let question = try #require(departure.field("Location"))
        let choice = try await browser.post(question, [("citizen", citizen)])
        return try await browser.get(try #require(choice.field("Location")))
    }

    /// The question whether to link what a browser brought from there.
    static let linking = "/en/account/providers/development/link"

    /// Leaves "my account" for the fictitious citizens and comes back as one of them, up to the question.
    func bring(
        _ citizen: String,
        in browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        let departure = try await browser.post("/en/account/providers/development/departures")
        // No redirection: browsers let no form of ours lead to another site.
        #expect(departure.status == 200)
        let refresh = try #require(departure.field("Refresh"))
        let question = String(refresh.dropFirst("0; url=".count))
        let choice = try await browser.post(question, [("citizen", citizen)])
        return try await browser.get(try #require(choice.field("Location")))
    }

    /// Links a citizen to the account of whoever is signed in with a browser.
    func link(
        _ citizen: String,
        password: String = "",
        in browser: inout TestBrowser
    ) async throws -> HTTPAnswer {
        let arrived = try await bring(citizen, in: &browser)
        #expect(arrived.field("Location") == Self.linking)
        return try await browser.post(Self.linking, [("present-password", password)])
    }
}

extension AccountHouse {
    /// Offers a scripted provider for accounts; gives the address that leads there.
    func offer(
        _ provider: ScriptedProvider,
        for purpose: IdentityProvider.Purpose = .member,
        _ change: (inout ProviderSettings) -> Void = { _ in }
    ) async throws -> String {
        let set = try await house.accounts.setProvider(
            IdentityProvider(
                id: "scripted",
                name: "Scripted",
                purpose: purpose,
                settings: provider.settings(change)
            ),
            in: house.scope()
        )
        guard case .success = set else { throw NotOffered() }
        return "/en/sign-in/providers/scripted"
    }

    private struct NotOffered: Error {}
}

extension ScriptedProvider {
    /// What the browser brings back, as a query.
    func answer(to departure: HTTPAnswer) throws -> String {
        let address = try #require(departure.field("Location"))
        return try approve(at: address)
            .map { FormText.encode($0.name) + "=" + FormText.encode($0.value) }
            .joined(separator: "&")
    }
}

extension TestBrowser {
    /// The sign-ins at providers that it has under way.
    var departures: [(name: String, value: String)] {
        cookies.filter { $0.key.hasPrefix("departure-") }.map { ($0.key, $0.value) }
            .sorted { $0.0 < $1.0 }
    }
}
