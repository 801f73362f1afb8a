import FoundationEssentials
import Kernel
import Ledger
import Spaces
import Storage
import TestSupport
import Testing
import Web

@testable import Petitions

/// Goal: a signature counts where whoever gives it says that they live, and nowhere that nobody may sign.
///
/// Method: browsers without JavaScript over a socket, with fictitious citizens.
@Suite("Where petitions are signed")
struct SigningPlacesTests {
    @Test("a space that asks where people live counts nobody who does not say")
    func territories() async throws {
        try await PetitionHouse.run(settings: ["territories": "yes"]) { house in
            let id = try await house.publish()
            try await house.database.write(in: house.house.scope()) { transaction in
                for (place, key) in ["north", "south"].enumerated() {
                    let choice = PetitionChoice(
                        kind: .territory,
                        key: key,
                        position: place + 1,
                        texts: ["en": key.capitalized]
                    )
                    try PetitionChoiceStore.set(choice, in: &transaction)
                }
            }
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                try await house.come(back: "zoe", in: &browser)
                let missing = try await house.press(in: &browser)
                #expect(missing.status == 422)
                #expect(missing.text.contains("Choose where you live"))
                let attempt = try #require(missing.value(ofField: "attempt"))
                let answer = try await browser.post(
                    "/en/petitions/1/signatures",
                    [("attempt", attempt), ("territory", "south")]
                )
                #expect(answer.status == 303)
            }
            let scope = house.house.scope()
            let sections = try await house.database.read(in: scope) { transaction in
                try LedgerStore.sections(of: scope.subject(of: id), in: &transaction)
            }
            #expect(sections.map(\.section) == ["south"])
        }
    }

    @Test(
        "another site's form, another institution and a petition that nobody may read are refused"
    )
    func elsewhere() async throws {
        try await PetitionHouse.run { house in
            _ = try await house.publish()
            let draft = try await house.submit("Not published yet")
            try await house.serve { site in
                var browser = TestBrowser(at: site)
                try await house.come(back: "zoe", in: &browser)
                let path = "/en/petitions/\(draft)/signature"
                #expect(try await browser.get(path).status == 404)
                #expect(
                    try await browser.post("/en/petitions/\(draft)/signatures").status == 404
                )
                // The key of one institution means nothing at another, which does not know the session either.
                var other = TestBrowser(at: site, tenant: "other")
                other.plant("session", browser.cookies["session"] ?? "")
                #expect(try await other.post("/en/petitions/1/signatures").status == 404)
                let foreign = try await site.post(
                    "/en/petitions/1/signatures",
                    [],
                    fields: [("Sec-Fetch-Site", "cross-site")]
                )
                #expect(foreign.status == 403)
            }
        }
    }
}
