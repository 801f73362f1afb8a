import FoundationEssentials
import Kernel
import Storage
import TestSupport
import Testing

@testable import Moderation

/// Goal: the export is what the transparency database of the Commission takes.
///
/// Method: a copy of its rules (`StatementStoreRequest.php` of digital-services-act/transparency-database, as of
/// June 2026), against statements of every sort.
@Suite("Export for the transparency database")
struct DatabaseSchemaTests {
    /// Names that stand in enumerations there, as far as ours are among them.
    private static let words: [String: Set<String>] = [
        "decision_visibility": [
            "DECISION_VISIBILITY_CONTENT_REMOVED", "DECISION_VISIBILITY_CONTENT_DISABLED",
            "DECISION_VISIBILITY_CONTENT_DEMOTED", "DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED",
            "DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED",
            "DECISION_VISIBILITY_CONTENT_LABELLED", "DECISION_VISIBILITY_OTHER",
        ],
        "decision_account": ["DECISION_ACCOUNT_SUSPENDED", "DECISION_ACCOUNT_TERMINATED"],
        "decision_ground": [
            "DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        ],
        "incompatible_content_illegal": ["Yes", "No"],
        "content_type": [
            "CONTENT_TYPE_APP", "CONTENT_TYPE_AUDIO", "CONTENT_TYPE_IMAGE",
            "CONTENT_TYPE_PRODUCT", "CONTENT_TYPE_SYNTHETIC_MEDIA", "CONTENT_TYPE_TEXT",
            "CONTENT_TYPE_VIDEO", "CONTENT_TYPE_OTHER",
        ],
        "category": [
            "STATEMENT_CATEGORY_ANIMAL_WELFARE", "STATEMENT_CATEGORY_CONSUMER_INFORMATION",
            "STATEMENT_CATEGORY_CYBER_VIOLENCE",
            "STATEMENT_CATEGORY_CYBER_VIOLENCE_AGAINST_WOMEN",
            "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
            "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
            "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
            "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
            "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE", "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
            "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
            "STATEMENT_CATEGORY_RISK_FOR_PUBLIC_SECURITY", "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
            "STATEMENT_CATEGORY_SELF_HARM",
            "STATEMENT_CATEGORY_UNSAFE_AND_PROHIBITED_PRODUCTS", "STATEMENT_CATEGORY_VIOLENCE",
        ],
        "source_type": [
            "SOURCE_ARTICLE_16", "SOURCE_TRUSTED_FLAGGER", "SOURCE_TYPE_OTHER_NOTIFICATION",
            "SOURCE_VOLUNTARY",
        ],
        "automated_detection": ["Yes", "No"],
        "automated_decision": [
            "AUTOMATED_DECISION_FULLY", "AUTOMATED_DECISION_PARTIALLY",
            "AUTOMATED_DECISION_NOT_AUTOMATED",
        ],
    ]

    private static let limits = [
        "illegal_content_legal_ground": 500, "illegal_content_explanation": 2000,
        "incompatible_content_ground": 500, "incompatible_content_explanation": 2000,
        "decision_facts": 5000, "puid": 500, "decision_account": 500, "decision_ground": 500,
        "incompatible_content_illegal": 500, "category": 500, "content_language": 2,
        "content_date": 10, "application_date": 10, "end_date_visibility_restriction": 10,
        "end_date_account_restriction": 10, "source_type": 500, "automated_detection": 3,
        "automated_decision": 500,
    ]

    private static let required = [
        "decision_ground", "content_type", "category", "content_date", "application_date",
        "decision_facts", "source_type", "automated_detection", "automated_decision", "puid",
    ]

    /// What is wrong with a statement, by the rules of the database.
    private static func flaws(of statement: [String: JSONValue]) -> [String] {
        var flaws = required.filter { statement[$0] == nil }
        for (name, value) in statement {
            let known = words[name]
            switch value {
            case .text(let text):
                guard let limit = limits[name] else {
                    flaws.append("unknown \(name)")
                    continue
                }
                // As PHP counts them: the signs of which characters are put together.
                if text.isEmpty || text.unicodeScalars.count > limit {
                    flaws.append("length of \(name)")
                }
                if let known, !known.contains(text) { flaws.append("\(name) \(text)") }
                if name.contains("_date"), CivilDate(iso: text) == nil { flaws.append(name) }
            case .list(let texts):
                if texts.isEmpty || !texts.allSatisfy({ known?.contains($0) == true }) {
                    flaws.append("\(name) \(texts)")
                }
            }
        }
        if statement["decision_visibility"] == nil, statement["decision_account"] == nil {
            flaws.append("no decision")
        }
        let isIllegal = statement["decision_ground"] == .text("DECISION_GROUND_ILLEGAL_CONTENT")
        let pairs = [
            ("illegal_content_legal_ground", isIllegal), ("illegal_content_explanation", isIllegal),
            ("incompatible_content_ground", !isIllegal),
            ("incompatible_content_explanation", !isIllegal),
            ("incompatible_content_illegal", !isIllegal),
        ]
        for (name, isThere) in pairs where (statement[name] != nil) != isThere {
            flaws.append(name)
        }
        if case .text(let puid) = statement["puid"] {
            let isFit = puid.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
            if !isFit { flaws.append("puid") }
        }
        return flaws
    }

    @Test("the words of all categories, sources and automation are those of the database")
    func names() {
        #expect(Set(ModerationCategory.allCases.map(\.databaseName)) == Self.words["category"])
        for source in Decision.Source.allCases {
            #expect(Self.words["source_type"]?.contains(source.databaseName) == true)
        }
        for automation in DecisionRecord.Automation.allCases {
            #expect(Self.words["automated_decision"]?.contains(automation.databaseName) == true)
        }
    }

    @Test("statements of every sort pass, and what was taken back or gives something is not sent")
    func statements() async throws {
        try await ModerationHouse.run(
            ["review": "after", "waiting": "0", "hide-after-reports": "1"]
        ) { house in
            let ada = try await house.member("Ada")
            let rosa = try await house.moderator("Rosa")
            let day = house.now.adding(.seconds(5 * 86_400))
            // Hidden by itself, and then by a person.
            _ = try await house.reported("Swings", by: ada)
            try await house.set(["hide-after-reports": "0"])
            let illegal = Decision(
                .hide,
                ground: Decision.Ground(
                    kind: .illegal,
                    reference: "Loi du 29 juillet 1881, article 32",
                    explanation: String(repeating: "é", count: 2000)
                ),
                category: .privacy,
                facts: String(repeating: "é", count: 5000),
                until: day
            )
            _ = try await house.decide(illegal, on: 1, by: rosa).get()
            for (text, decision) in [
                (
                    "Slides",
                    Decision.restriction(
                        .label,
                        label: "Costs money",
                        facts: String(repeating: "👩‍👩‍👧‍👦", count: 1000)
                    )
                ),
                ("Trees", Decision.restriction(.suspend, extent: .space, until: day)),
                ("Benches", Decision.publishing),
            ] {
                let author = try await house.member(text)
                let number = try await house.reported(text, by: author)
                _ = try await house.decide(decision, on: number, by: rosa).get()
            }
            let slip = try await house.reported("Paths", by: try await house.member("Paths"))
            let undone = try await house.decide(.hiding, on: slip, by: rosa).get()
            try await house.desk.undo(undone, by: rosa).get()

            let month = ModerationMonth(of: house.now)
            let bytes = try await house.desk.export(month, for: rosa)
            let calls = try JSONDecoder().decode([Call].self, from: Data(bytes))

            #expect(calls.count == 1)
            let statements = calls.flatMap(\.statements)
            let names = statements.compactMap { $0["puid"] }
            #expect(names == (1...4).map { JSONValue.text("eci-\($0)") })
            for statement in statements {
                #expect(Self.flaws(of: statement).isEmpty, "\(Self.flaws(of: statement))")
            }
            #expect(statements[0]["automated_decision"] == .text("AUTOMATED_DECISION_FULLY"))
            #expect(statements[1]["end_date_visibility_restriction"] == .text("2026-11-26"))
            #expect(statements[3]["decision_account"] == .text("DECISION_ACCOUNT_SUSPENDED"))
            #expect(statements[3]["decision_visibility"] == nil)
            let earlier = ModerationMonth(number: month.number - 1)
            let none = try await house.desk.export(earlier, for: rosa)
            #expect(try JSONDecoder().decode([Call].self, from: Data(none)).isEmpty)
            let there = house.moderator(try #require(rosa.id), .spaces([Space.ID(2)]))
            let nothing = try await house.desk.export(month, for: there)
            #expect(try JSONDecoder().decode([Call].self, from: Data(nothing)).isEmpty)
        }
    }

    @Test("the copy of the rules finds what is wrong")
    func broken() {
        let fine: [String: JSONValue] = [
            "decision_visibility": .list(["DECISION_VISIBILITY_CONTENT_DISABLED"]),
            "decision_ground": .text("DECISION_GROUND_INCOMPATIBLE_CONTENT"),
            "incompatible_content_ground": .text("Rules"),
            "incompatible_content_explanation": .text("Insults."),
            "incompatible_content_illegal": .text("No"),
            "content_type": .list(["CONTENT_TYPE_TEXT"]),
            "category": .text("STATEMENT_CATEGORY_VIOLENCE"), "content_date": .text("2026-11-21"),
            "application_date": .text("2026-11-21"), "decision_facts": .text("Names."),
            "source_type": .text("SOURCE_VOLUNTARY"), "automated_detection": .text("No"),
            "automated_decision": .text("AUTOMATED_DECISION_NOT_AUTOMATED"),
            "puid": .text("eci-1"),
        ]
        #expect(Self.flaws(of: fine).isEmpty)
        for name in fine.keys {
            var broken = fine
            broken[name] = nil
            #expect(!Self.flaws(of: broken).isEmpty, "\(name)")
            broken[name] = .text(String(repeating: "a", count: 5001))
            #expect(!Self.flaws(of: broken).isEmpty, "\(name)")
        }
    }
}

/// What one call to the database sends.
private struct Call: Decodable {
    let statements: [[String: JSONValue]]
}

/// A value of a statement: a text, or several.
private enum JSONValue: Decodable, Equatable {
    case text(String)
    case list([String])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else {
            self = .list(try container.decode([String].self))
        }
    }
}
