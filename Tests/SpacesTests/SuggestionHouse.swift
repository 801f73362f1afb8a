import Kernel
import OpenID
import Spaces
import Storage
import TestSupport
import Testing
import Web

/// Two spaces of the small module in one institution, served, and people who take part in them.
struct SuggestionHouse {
    let house: TestHouse
    let site: TestSite
    let suggestions: Suggestions

    /// Its addresses: the first space of the house, and one that is added.
    static let slugs = ["suggestions", "ideas"]

    /// Serves while `body` runs; `change` says how the second space differs from the first, and drafts stand
    /// behind it where there are to be more spaces.
    static func run(
        _ change: SpaceChange = SpaceChange(),
        spaces: Int = 2,
        isDevelopment: Bool = false,
        names: HostNames? = nil,
        _ body: (SuggestionHouse) async throws -> Void
    ) async throws {
        try await TestHouse.run(
            modules: [Suggestions.self],
            intakeRuns: false,
            names: names
        ) { house in
            var change = change
            change.state = change.state ?? .published
            _ = try await house.tenants.addSpace(
                of: "suggestions",
                at: "ideas",
                change,
                in: house.scope()
            ).get()
            for number in 3..<max(3, spaces + 1) {
                _ = try await house.tenants.addSpace(
                    of: "suggestions",
                    at: "space-\(number)",
                    in: house.scope()
                ).get()
            }
            let suggestions = try house.module(Suggestions.self)
            var options = TestSite.Options()
            options.isDevelopment = isDevelopment
            try await TestSite.run(house: house, options: options) { site in
                try await body(
                    SuggestionHouse(house: house, site: site, suggestions: suggestions)
                )
            }
        }
    }

    /// A browser of somebody who has just made their account.
    func member(_ address: String, name: String = "Ada") async throws -> TestBrowser {
        var browser = TestBrowser(at: site)
        let asked = try await browser.post(
            "/en/registrations",
            [("name", name), ("email", address), ("consent", "yes"), TestConsent.read]
        )
        #expect(asked.status == 303)
        let letters = try await house.letters(to: address)
        let made = try await browser.post(try #require(letters.last?.links.first))
        #expect(made.status == 303)
        return browser
    }

    /// The scope of somebody who acts in one of the spaces.
    func scope(_ space: Int, as actor: Actor = .server) -> Scope {
        Scope(tenant: .eci, space: Space.ID(space), actor: actor, now: house.clock.now)
    }

    func find(_ id: String, in space: Int) async throws -> Suggestion? {
        try await house.database.read(in: scope(space)) { try SuggestionStore.find(id, in: &$0) }
    }

    func state(_ id: String, in space: Int) async throws -> Workflow.State? {
        try await find(id, in: space)?.state
    }

    /// Takes a step as staff do, or as time does.
    func take(
        _ step: String,
        on id: String,
        in space: Int,
        as party: Workflow.Party = .staff(Suggestions.decide)
    ) async throws -> Result<Workflow.Step, WorkflowEngine.Refusal> {
        let engine = suggestions.engine
        return try await house.database.write(in: scope(space)) { transaction in
            try engine.take(step, on: id, as: [party], in: &transaction)
        }
    }
}
