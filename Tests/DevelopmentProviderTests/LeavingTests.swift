import Kernel
import OpenID
import TestSupport
import Testing
import Web

@testable import DevelopmentProvider

/// Goal: what works here at sign-out works at FranceConnect.
///
/// Method: the site's own client asks, rightly and wrongly.
@Suite("Signing out at the fictitious provider")
struct LeavingTests {
    @Test(
        "whoever signs out is asked for a token and a state, and comes back to the registered address alone"
    )
    func leaving() async throws {
        try await Journey.run { journey in
            let home = "http://eci.localhost:\(journey.site.port)/"
            let end = home + "en/signed-out"
            let token = try await journey.finish(at: try await journey.choose("zoe")).idToken
            var answers: [HTTPAnswer] = []
            for (token, address) in [
                (token, end), ("a.b.c", end), (nil, end), (token, home), (token, end + "?x=1"),
            ] {
                let address = try #require(
                    try await journey.client.endSessionAddress(
                        idToken: token,
                        returnTo: address,
                        state: "s"
                    )
                )
                let path = address.dropFirst(home.utf8.count - 1)
                answers.append(try await journey.site.get(String(path)))
            }
            let foreign = try await journey.site.get(
                "/development/provider/end-session?post_logout_redirect_uri=https%3A%2F%2Fevil.example"
            )

            #expect(answers.map(\.status) == [303, 400, 400, 200, 200])
            #expect(answers[0].field("Location") == end + "?state=s")
            #expect(foreign.status == 200)
            #expect(foreign.field("Location") == nil)
            #expect(foreign.text.contains("You are signed out."))
        }
    }
}
