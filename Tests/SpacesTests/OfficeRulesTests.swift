import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Audit
@testable import Spaces

/// Goal: whoever runs a space changes its rules in the browser, sees what people will read, and overwrites nobody.
///
/// Method: forms sent to a live site, and the rules behind them.
@Suite("Rules of a space in the back office")
struct OfficeRulesTests {
    private static let list = "/en/admin/spaces/2/rules"
    private static let expire = "/en/admin/spaces/2/rules/suggestion/step/expire"

    private func fields(
        _ mark: String,
        days: String = "10",
        alerts: String = "",
        reason: String = "Too many wait",
        intent: String = "save",
        _ more: [(String, String)] = []
    ) -> [(String, String)] {
        [
            ("mark", mark), ("offered", "yes"), ("days", days), ("alerts", alerts),
            ("reason", reason), ("intent", intent), ("name-en", ""), ("name-fr", ""),
        ] + more
    }

    @Test("a deadline is changed, noted with before and after, and given back to the standard")
    func journey() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let first = try await rosa.get(Self.list).text
            #expect(first.contains("href=\"\(Self.expire)\"") && !first.contains("Changed on"))
            let form = try await rosa.get(Self.expire)
            #expect(form.value(ofField: "mark") == "0")
            #expect(form.text.contains("name=\"days\" type=\"text\" value=\"30\""))

            let saved = try await rosa.submit(Self.expire, fields("0", alerts: "7, 2"))
            #expect(saved.text.contains("Saved.") && saved.text.contains("Changed on"))
            let rule = try #require(try await house.space(2)?.rules.last)
            #expect(rule.number == 1 && rule.terms.days == 10 && rule.terms.alerts == [2, 7])
            #expect(!rule.terms.isLeftOut && rule.terms.parties == nil && !rule.coversRunning)
            let audit = house.house.host.audit
            let entry = try await house.house.database.read(in: house.scope(0)) { transaction in
                try audit.entries(in: &transaction).entries.first
            }
            #expect(entry?.action.name == "space-rule-set")
            #expect(entry?.changes?.before == ["rule-days": "30", "rule-alerts": ""])
            #expect(
                entry?.changes?.after == [
                    "rule-days": "10", "rule-alerts": "2, 7", "step": "expire",
                    "reason": "Too many wait",
                ]
            )

            let late = try await rosa.post(Self.expire, fields("0", days: "12", reason: "Mine"))
            #expect(late.status == 422)
            #expect(late.text.contains("Someone else has changed this rule"))
            #expect(late.text.contains("Nothing was saved"))
            #expect(late.text.contains("value=\"12\"") && late.text.contains("Mine"))
            let mark = try #require(try await rosa.get(Self.expire).value(ofField: "mark"))
            let back = try await rosa.submit(
                Self.expire,
                fields(mark, days: "x", reason: "Enough", intent: "standard")
            )
            #expect(back.text.contains("Saved.") && !back.text.contains("Changed on"))
            let last = try #require(try await house.space(2)?.rules.last)
            #expect(last.number == 2 && last.terms.isStandard && last.reason == "Enough")
        }
    }

    @Test("what cannot be is refused beside its field, and what was typed comes back")
    func refused() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            for (wrong, words) in [
                (fields("0", days: "4"), "Enter a number from 5 to 365"),
                (fields("0", days: "soon"), "Enter a number from 5 to 365"),
                (fields("0", alerts: "7 days"), "Enter at most three numbers of days"),
                (fields("0", alerts: "10"), "each smaller than the deadline"),
                (fields("0", reason: ""), "why the rule changes"),
                (fields("0", days: "30"), "This is already the rule"),
            ] {
                let answer = try await rosa.post(Self.expire, wrong)
                #expect(answer.status == 422, "\(words)")
                #expect(answer.text.contains(words), "\(words)")
                let days = wrong.first { $0.0 == "days" }?.1 ?? ""
                #expect(answer.text.contains("value=\"\(days)\""), "\(words)")
            }
            let decline = "/en/admin/spaces/2/rules/suggestion/step/decline"
            let nobody = try await rosa.post(decline, [("mark", "0"), ("reason", "None")])
            #expect(nobody.status == 422 && nobody.text.contains("Tick at least one"))
            #expect(try await house.space(2)?.rules == [])
        }
    }

    @Test("a preview shows what people would read, and changes nothing")
    func preview() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let seen = try await rosa.post(
                Self.expire,
                fields("0", days: "20", intent: "preview", [("covers-running", "yes")])
            )
            #expect(seen.status == 200 && seen.text.contains("after 20 days"))
            #expect(seen.text.contains("value=\"20\"") && seen.text.contains("Too many wait"))
            #expect(try await house.space(2)?.rules == [])
            let page = try await rosa.get("/en/admin/spaces/2/rules/preview").text
            #expect(page.contains("after 30 days"))
        }
    }

    @Test(
        "parties, news, reasons and names are boxes and lines of one form; a state has only names"
    )
    func form() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.administrator)
            let decline = "/en/admin/spaces/2/rules/suggestion/step/decline"
            let page = try await rosa.get(decline).text
            for name in ["party-administrator", "party-moderator", "tell-author", "asks-reason"] {
                #expect(page.contains("name=\"\(name)\""), "\(name)")
            }
            for name in ["offered", "days", "alerts", "covers-running", "party-organiser"] {
                #expect(!page.contains("name=\"\(name)\""), "\(name)")
            }
            _ = try await rosa.submit(
                decline,
                [
                    ("mark", "0"), ("party-administrator", "yes"), ("asks-reason", "yes"),
                    ("name-en", "Refuse"), ("name-fr", ""), ("reason", "Fewer mistakes"),
                ]
            )
            let terms = try #require(try await house.space(2)?.rules.last?.terms)
            #expect(terms.parties == ["administrator"] && terms.tells == [] && terms.asksReason)
            #expect(terms.names == [.english: "Refuse"])

            let state = "/en/admin/spaces/2/rules/suggestion/state/waiting"
            #expect(try await rosa.get(state).text.contains("name=\"reason\"") == false)
            let named = try await rosa.submit(
                state,
                [("mark", "0"), ("name-en", "New"), ("name-fr", "Nouvelle")]
            )
            #expect(named.text.contains("Saved.") && named.text.contains(">New</a>"))
            #expect(try await house.space(2)?.rules.last?.isPublic == false)
        }
    }

    @Test("a right in one space is none in the other")
    func rights() async throws {
        try await SuggestionHouse.run { house in
            var rosa = try await house.staff(.organiser, of: Space.ID(2))
            let other = "/en/admin/spaces/1/rules"
            #expect(try await rosa.get(Self.list).status == 200)
            #expect(try await rosa.get(other).status == 403)
            let form = other + "/suggestion/step/expire"
            #expect(try await rosa.post(form, fields("0")).status == 403)
            #expect(try await house.space(1)?.rules == [])
        }
    }
}
