import TestSupport
import Testing

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
        #expect(departure.status == 303)
        let question = try #require(departure.field("Location"))
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
