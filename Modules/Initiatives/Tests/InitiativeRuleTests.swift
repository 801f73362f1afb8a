import Accounts
import Kernel
import Spaces
import TestSupport
import Testing

@testable import Initiatives

/// Goal: an institution names the roles that may move initiatives on, and calls steps and states by words of its
/// own; what a step does stays what the law asks.
///
/// Method: two spaces, rules of the first changed, and the pages of both.
@Suite("Rules of initiatives that an institution can change")
struct InitiativeRuleTests {
    @Test(
        "a step that is left to administrators is no organiser's in that space, and has its new name"
    )
    func roles() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            let causes = try await site.secondSpace()
            try await site.register("2026-000003", title: "In the other", in: causes)
            try await site.set("verify") { terms in
                terms.parties = ["administrator"]
                terms.names = [.english: "The checks begin"]
            }

            try await site.serve { pages in
                var rosa = try await site.staff(RoleGrant(role: .organiser), at: pages)
                var max = try await site.staff(
                    RoleGrant(role: .administrator),
                    at: pages,
                    address: "max@example.org"
                )
                let here = "/en/admin/spaces/1/initiatives/2026-000001"
                let there = "/en/admin/spaces/2/initiatives/2026-000003"

                let page = try await rosa.get(here).text
                #expect(!page.contains("\(here)/steps/verify"))
                #expect(page.contains("\(here)/steps/withdraw"))
                #expect(try await rosa.get("\(here)/steps/verify").status == 404)
                #expect(try await rosa.post("\(here)/steps/verify").status == 404)
                #expect(try await rosa.get(there).text.contains("\(there)/steps/verify"))
                #expect(try await max.get("\(here)/steps/verify").text.contains("The checks begin"))
                let rules = try await pages.get("/en/initiatives/rules").text
                #expect(rules.contains("The checks begin"))
                #expect(rules.contains("by these roles: Administrator"))
                #expect(rules.contains("href=\"/en/initiatives/rules/changes\""))
                let others = try await pages.get("/en/causes/rules").text
                #expect(!others.contains("The checks begin"))
                #expect(others.contains("The member states verify the statements"))
            }
        }
    }

    @Test("no step of the law can be left out, and no date of it be another")
    func fixed() async throws {
        try await InitiativeHouse.run(intakeRuns: false) { site in
            for step in Initiative.workflow.steps {
                #expect(!step.freedom.canBeLeftOut && step.freedom.days == nil, "\(step.name)")
            }
            await #expect(throws: RuleChange.Refusal.fixed) {
                try await site.set("submit") { $0.isLeftOut = true }
            }
        }
    }
}

extension InitiativeHouse {
    /// Decides about a step in the first space.
    fileprivate func set(
        _ step: String,
        _ change: (inout SpaceRule.Terms) -> Void
    ) async throws {
        var terms = SpaceRule.Terms()
        change(&terms)
        let place = SpaceRule.Place(workflow: .initiative, part: .step, name: step)
        var wish = RuleChange(place, terms: terms, expected: 0)
        wish.reason = "A test asks"
        _ = try await house.tenants.set(wish, in: .first, house.scope()).get()
    }
}
