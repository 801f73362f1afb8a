import Accounts
import Credentials
import Kernel
import OpenID
import TestSupport
import Testing
import Web

@testable import Petitions

/// Signing as people do: at a provider, and back.
extension PetitionHouse {
    /// Where one goes to the provider of a test.
    static let provider = "/en/sign-in/providers/scripted"

    /// Where the first petition is signed.
    static let page = "/en/petitions/1/signature"

    /// Offers a scripted provider of which nothing stays but a key.
    func offer(_ provider: ScriptedProvider) async throws {
        let set = try await house.accounts.setProvider(
            IdentityProvider(
                id: "scripted",
                name: "Scripted",
                purpose: .anonymous,
                settings: provider.settings()
            ),
            in: house.scope()
        )
        guard case .success = set else { throw NotOffered() }
    }

    private struct NotOffered: Error {}

    /// Leaves for the scripted provider, which says when somebody was born, and comes back to a page.
    func arrive(
        born birth: String,
        at provider: ScriptedProvider,
        backTo page: String = page,
        in browser: inout TestBrowser
    ) async throws {
        provider.play { $0.changeUserinfo = { $0.identity.birth = BirthClaim(birth) } }
        let departure = try await browser.get(
            Self.provider + "?next=" + FormText.encode(page)
        )
        let address = try #require(departure.field("Location"))
        let answer = try provider.approve(at: address)
            .map { FormText.encode($0.name) + "=" + FormText.encode($0.value) }
            .joined(separator: "&")
        let arrived = try await browser.get(Self.provider + "/return?" + answer)
        #expect(arrived.field("Location") == page)
    }

    /// Comes back from the fictitious citizens as one of them.
    func come(
        back citizen: String,
        to page: String = page,
        in browser: inout TestBrowser
    ) async throws {
        let path = "/en/sign-in/providers/development-anonymous?next=" + FormText.encode(page)
        let departure = try await browser.get(path)
        let question = try #require(departure.field("Location"))
        let choice = try await browser.post(question, [("citizen", citizen)])
        let arrived = try await browser.get(try #require(choice.field("Location")))
        #expect(arrived.field("Location") == page)
    }

    /// Presses the button of the page on which one signs.
    func press(in browser: inout TestBrowser) async throws -> HTTPAnswer {
        let page = try await browser.get(Self.page)
        let attempt = try #require(page.value(ofField: "attempt"))
        return try await browser.post("/en/petitions/1/signatures", [("attempt", attempt)])
    }
}
