import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Audit
@testable import Spaces

/// Goal: what an institution decides about the steps of a workflow holds in that space, at once, and nothing else
/// changes by it.
///
/// Method: two spaces of the small module; rules are set beside its pages, and steps taken on them.
@Suite("Rules that an institution can change")
struct SpaceRuleTests {
    /// Ada, with a suggestion in each of the spaces.
    private func suggested(
        _ body: (SuggestionHouse, inout TestBrowser) async throws -> Void
    ) async throws {
        try await SuggestionHouse.run { house in
            var ada = try await house.member("ada@example.org")
            for slug in SuggestionHouse.slugs {
                try await house.suggest("Swings", at: slug, in: &ada)
            }
            try await body(house, &ada)
        }
    }

    @Test("two spaces of one module differ: what one leaves out the other offers")
    func differ() async throws {
        try await suggested { house, ada in
            let rule = try await house.set("withdraw", in: 2) { $0.isLeftOut = true }

            #expect(rule.number == 1 && rule.isPublic && rule.reason == "A test asks")
            #expect(try await house.space(1)?.rules == [])
            #expect(try await house.space(2)?.rules == [rule])
            #expect(try await ada.post("/en/ideas/1/withdrawal").status == 409)
            #expect(try await ada.post("/en/suggestions/1/withdrawal").status == 303)
            #expect(try await house.state("1", in: 2) == "waiting")
            #expect(try await house.state("1", in: 1) == "withdrawn")

            try await house.set("withdraw", in: 2) { $0.isLeftOut = false }
            #expect(try await ada.post("/en/ideas/1/withdrawal").status == 303)
        }
    }

    @Test("a role that is taken away is refused at once; others go on")
    func roles() async throws {
        try await suggested { house, ada in
            let two = Space.ID(2)
            var mod = try await house.staff(.moderator, of: two)
            var admin = try await house.staff(
                .administrator,
                name: "Max",
                address: "max@example.org"
            )
            let decline = [("step", "decline")]
            try await house.set("decline", in: 2) { $0.parties = ["administrator"] }

            #expect(try await mod.post("/en/ideas/1/decisions", decline).status == 403)
            #expect(try await house.state("1", in: 2) == "waiting")
            #expect(try await admin.post("/en/ideas/1/decisions", decline).status == 303)
            #expect(try await house.state("1", in: 2) == "declined")
            // In the other space nothing was decided; and whoever acts without an account has no role.
            try await house.suggest("Slides", at: "suggestions", in: &ada)
            #expect(try await house.take("decline", on: "1", in: 1).get().to == "declined")
            try await house.set("decline", in: 1) { $0.parties = ["administrator"] }
            #expect(try await house.take("decline", on: "2", in: 1) == .failure(.notYours))
        }
    }

    @Test("a reason that has to be given is given, kept with the step and noted")
    func reason() async throws {
        try await suggested { house, _ in
            var rosa = try await house.staff(.administrator)
            try await house.set("decline", in: 2) { $0.asksReason = true }
            let path = "/en/ideas/1/decisions"
            let long = String(repeating: "x", count: 301)

            #expect(try await rosa.post(path, [("step", "decline")]).status == 409)
            #expect(
                try await house.take("decline", on: "1", in: 2)
                    == .failure(.unmet(condition: WorkflowEngine.reason))
            )
            #expect(
                try await rosa.post(path, [("step", "decline"), ("reason", long)]).status == 409
            )
            let said = [("step", "decline"), ("reason", "Too dear")]
            #expect(try await rosa.post(path, said).status == 303)
            // Where none is asked for, none is needed.
            #expect(try await house.take("decline", on: "1", in: 1).get().to == "declined")

            let audit = house.house.host.audit
            let (steps, entry) = try await house.house.database.read(in: house.scope(2)) {
                transaction in
                let steps = try WorkflowStore.steps(of: .suggestion, "1", in: &transaction)
                return (steps, try audit.entries(in: &transaction).entries.first)
            }
            #expect(steps.map(\.reason) == ["Too dear"])
            #expect(
                entry?.changes?.after
                    == ["state": "declined", "step": "decline", "reason": "Too dear"]
            )
        }
    }

    @Test("who is told is the institution's choice where the module makes it one")
    func told() async throws {
        try await suggested { house, _ in
            try await house.set("decline", in: 2) { $0.tells = [] }
            let before = try await house.count("notification")

            _ = try await house.take("decline", on: "1", in: 2).get()
            #expect(try await house.count("notification") == before)
            _ = try await house.take("decline", on: "1", in: 1).get()
            #expect(try await house.count("notification") == before + 1)
        }
    }

    @Test("what was waiting keeps its deadline; what comes later has the new one")
    func deadline() async throws {
        try await suggested { house, ada in
            let clock = house.house.clock
            clock.advance(by: .seconds(1))
            try await house.set("expire", in: 2) { $0.days = 5 }
            try await house.suggest("Slides", at: "ideas", in: &ada)

            clock.advance(by: .seconds(5 * 86_400))
            #expect(try await house.suggestions.expire(at: clock.now) == 1)
            #expect(try await house.state("1", in: 2) == "waiting")
            #expect(try await house.state("2", in: 2) == "expired")
            clock.advance(by: .seconds(25 * 86_400))
            #expect(try await house.suggestions.expire(at: clock.now) == 2)
            #expect(try await house.state("1", in: 2) == "expired")
        }
    }

    @Test("where it is said, the new deadline holds for what was waiting, in that space alone")
    func running() async throws {
        try await suggested { house, _ in
            let clock = house.house.clock
            clock.advance(by: .seconds(6 * 86_400))
            try await house.set("expire", in: 2, covers: true) { $0.days = 5 }

            #expect(try await house.suggestions.expire(at: clock.now) == 1)
            #expect(try await house.state("1", in: 2) == "expired")
            #expect(try await house.state("1", in: 1) == "waiting")
        }
    }

    @Test("staff are told before a deadline, once, and only where an institution wants it")
    func alerts() async throws {
        try await suggested { house, _ in
            let (clock, job) = (house.house.clock, "workflow.alerts")
            _ = try await house.staff(.moderator, of: Space.ID(2))
            let before = try await house.count("notification")
            #expect(try await house.run(job) == nil)
            try await house.set("expire", in: 2, because: "") { $0.alerts = [7, 2] }

            clock.advance(by: .seconds(Limits.alertSeconds))
            #expect(try await house.run(job) == nil)
            clock.advance(by: .seconds(23 * 86_400))
            #expect(try await house.run(job) == "staff were told of 1 deadlines")
            #expect(try await house.count("notification") == before + 1)
            #expect(try await house.run(job) == nil)
            clock.advance(by: .seconds(Limits.alertSeconds))
            #expect(try await house.run(job) == nil)
            clock.advance(by: .seconds(5 * 86_400))
            #expect(try await house.run(job) == "staff were told of 1 deadlines")
            #expect(try await house.count("notification") == before + 2)
        }
    }

    @Test(
        "what the module does not let be another is refused",
        arguments: [
            ("accept", RuleChange.Refusal.fixed), ("expire", .unfitDays(5...365)),
            ("withdraw", .fixed), ("decline", .nobody), ("sing", .unknownPart),
        ] as [(String, RuleChange.Refusal)]
    )
    func refused(step: String, refusal: RuleChange.Refusal) async throws {
        try await SuggestionHouse.run { house in
            let answer = try await house.ask(step, in: 2) { terms in
                switch step {
                case "accept": terms.isLeftOut = true
                case "expire": terms.days = 4
                case "withdraw": terms.parties = ["moderator"]
                case "decline": terms.parties = []
                default: terms.isLeftOut = true
                }
            }

            #expect(answer == .failure(refusal))
            #expect(try await house.space(2)?.rules == [])
        }
    }

    @Test("a rule needs a reason, a name none; the same again is nothing; who comes late is told")
    func decisions() async throws {
        try await SuggestionHouse.run { house in
            let place = SpaceRule.Place(workflow: .suggestion, part: .step, name: "expire")
            let silent = try await house.ask("expire", in: 2, because: "") { $0.days = 9 }
            #expect(silent == .failure(.unfitReason))
            let same = try await house.ask("expire", in: 2) { $0.days = 30 }
            #expect(same == .failure(.nothing))
            let unfit = try await house.ask("expire", in: 2) { $0.alerts = [30] }
            #expect(unfit == .failure(.unfitAlerts))
            let named = try await house.ask("waiting", in: 2, part: .state, because: "") {
                $0.names = [.english: "New"]
            }.get()
            #expect(named.number == 1 && !named.isPublic && named.reason.isEmpty)
            let first = try await house.set("expire", in: 2) { $0.days = 9 }
            #expect(first.number == 2 && first.isPublic)

            var late = RuleChange(place, terms: SpaceRule.Terms(), expected: 0)
            late.reason = "Late"
            let scope = house.scope(0)
            let answer = try await house.house.tenants.set(late, in: Space.ID(2), scope)
            #expect(answer == .failure(.changedMeanwhile))
            #expect(try await house.space(2)?.rules.map(\.number) == [1, 2])
        }
    }
}
