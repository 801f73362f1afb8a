import FoundationEssentials
import Kernel
import Vault

/// The words of a decision, as they are sealed.
struct Reasons: Codable, Sendable, Hashable {
    let reference: String
    let explanation: String
    let facts: String

    init(of decision: Decision) {
        reference = decision.ground?.reference ?? ""
        explanation = decision.ground?.explanation ?? ""
        facts = decision.facts
    }

    func sealed(for number: Int, in box: PersonalBox) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try box.seal(Array(try encoder.encode(self)), for: .reasons(number))
    }

    init(_ sealed: [UInt8], of number: Int, in box: PersonalBox) throws {
        let plain = try box.open(sealed, for: .reasons(number))
        self = try JSONDecoder().decode(Self.self, from: Data(plain))
    }
}

extension StoredDecision {
    /// With its words.
    func record(in box: PersonalBox) throws -> DecisionRecord {
        let reasons = try Reasons(self.reasons, of: number, in: box)
        let decision = Decision(
            action,
            ground: ground.map { kind in
                Decision.Ground(
                    kind: kind,
                    reference: reasons.reference,
                    explanation: reasons.explanation
                )
            },
            category: category,
            facts: reasons.facts,
            extent: extent,
            until: until,
            label: label,
            source: source,
            template: template,
            language: language
        )
        return DecisionRecord(
            number: number,
            caseNumber: caseNumber,
            subject: subject,
            decision: decision,
            source: source,
            isAutomaticallyDetected: isDetected,
            automation: automation,
            policyVersion: policy,
            decidedAt: decidedAt,
            decidedBy: decidedBy,
            contentAt: contentAt,
            author: author,
            undoneAt: undoneAt,
            reversedBy: reversedBy
        )
    }
}
