import Kernel
import Storage
import TestSupport
import Testing

@testable import Moderation

/// Goal: whoever reads the audit finds what prepared reasons and rules said before and say now, in each language.
///
/// Method: reasons and rules that are made, changed and removed; then the details of the entries, in their order.
@Suite("The audit of reasons and rules")
struct SetupAuditTests {
    private static func template(
        _ name: LocalizedText,
        saying explanation: String,
        as number: Int? = nil,
        over revision: Int = 0
    ) -> ReasonTemplate {
        ReasonTemplate(
            number: number,
            name: name,
            ground: .incompatible,
            category: .other,
            words: [.english: .init(reference: "Rule 1", explanation: explanation)],
            revision: revision
        )
    }

    @Test("reasons: their names and words in each language, before and after, also when they go")
    func templates() async throws {
        try await ModerationHouse.run { house in
            let rosa = try await house.moderator("Rosa")
            let first = Self.template(
                LocalizedText("Insult", others: [.french: "Insulte"]),
                saying: "No insults."
            )
            let number = try await house.desk.save(first, by: rosa).get()
            let kept = try await house.desk.templates(for: rosa)
            #expect(kept.map(\.name) == [first.name])
            let second = Self.template(
                LocalizedText("Rude", others: [.french: "Grossier"]),
                saying: "Be kind.",
                as: number,
                over: 1
            )
            _ = try await house.desk.save(second, by: rosa).get()
            #expect(try await house.desk.templates(for: rosa).map(\.name) == [second.name])
            #expect(try await house.desk.remove(template: number, by: rosa))

            let made = try await house.audited("template-set")
            let removed = try await house.audited("template-removed")
            #expect(made.count == 2 && removed.count == 1)
            for word in ["Insult", "Insulte", "No insults.", "incompatible"] {
                #expect(made[0].contains(word), "\(word)")
            }
            for word in ["Insult", "Insulte", "No insults.", "Rude", "Grossier", "Be kind."] {
                #expect(made[1].contains(word), "\(word)")
            }
            for word in ["Rude", "Grossier", "Be kind."] {
                #expect(removed[0].contains(word), "\(word)")
            }
            let left = try await house.database.read(in: house.site()) { transaction in
                try TemplateStore.find(number, in: &transaction)
            }
            #expect(left == nil)
        }
    }

    @Test("rules: where they hold, before and after")
    func rules() async throws {
        try await ModerationHouse.run { house in
            let rosa = try await house.moderator("Rosa")
            func rule(in space: Space.ID, _ number: Int?, _ revision: Int) -> ModerationRule {
                ModerationRule(
                    number: number,
                    name: "Prices",
                    kind: .words,
                    effect: .flag,
                    space: space,
                    phrases: ["price"],
                    revision: revision
                )
            }
            let number = try await house.desk.save(rule(in: Space.ID(2), nil, 0), by: rosa).get()
            _ = try await house.desk.save(rule(in: .site, number, 1), by: rosa).get()

            let changed = try await house.audited("rule-set")
            #expect(changed.count == 2)
            for word in ["space", "2", "0"] { #expect(changed[1].contains(word), "\(word)") }
            #expect(!changed[1].contains("price"))
        }
    }
}

extension ModerationHouse {
    /// The details of every entry of an action, in their order.
    fileprivate func audited(_ action: String) async throws -> [String] {
        try await database.read(in: site()) { transaction in
            try transaction.column(
                """
                SELECT details FROM audit_entry
                WHERE tenant_id = \(transaction.tenant) AND action = \(action) ORDER BY number
                """
            )
        }
    }
}
