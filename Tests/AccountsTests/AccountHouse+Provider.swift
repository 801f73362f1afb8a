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
}
