import Audit
import Kernel
import Spaces
import Storage
import Text

/// What an institution sets of the petitions of a space: what can be chosen, and thresholds.
extension Petitions {
    static let choiceSet: AuditAction = "petition-choice-set"
    static let thresholdSet: AuditAction = "petition-threshold-set"

    /// Sets what can be chosen: a new choice without a key, or another text, place and use of one that is there.
    func set(
        _ choice: PetitionChoice,
        isNew: Bool,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let audit = host.audit
        let outcome: Result<Void, OfficeRefusal> = try await host.database.write(in: scope) {
            transaction in
            let all = try PetitionChoiceStore.all(choice.kind, in: &transaction)
            let before = all.first { $0.key == choice.key }
            var after = choice
            if isNew {
                guard all.count < Limits.petitionChoices else { return .failure(.tooMany) }
                after = Self.named(choice, among: all)
            } else if before == nil {
                return .failure(.notFound)
            }
            guard after != before else { return .success(()) }
            try PetitionChoiceStore.set(after, in: &transaction)
            let note = AuditNote(
                Self.choiceSet,
                of: .petition,
                "\(after.kind.rawValue)/\(after.key)",
                before: before.map(Self.fields) ?? [:],
                after: Self.fields(of: after)
            )
            try audit.note(note, in: &transaction)
            return .success(())
        }
        forget(of: [scope.tenant])
        return outcome
    }

    /// The same with a key of its own, made of what it is called, and behind the others.
    private static func named(
        _ choice: PetitionChoice,
        among all: [PetitionChoice]
    ) -> PetitionChoice {
        let keys = Set(all.map(\.key))
        let text = choice.texts.said()?.text ?? ""
        let words = Folding.words(text).joined(separator: "-").prefix(32)
        let named = Slug.isValid(words, length: 2...32) ? String(words) : choice.kind.rawValue
        var key = named
        var number = 2
        while keys.contains(key) {
            key = "\(named)-\(number)"
            number += 1
        }
        return PetitionChoice(
            kind: choice.kind,
            key: key,
            position: (all.map(\.position).max() ?? 0) + 1,
            texts: choice.texts,
            isHiddenReason: choice.isHiddenReason,
            isUsed: choice.isUsed
        )
    }

    private static func fields(of choice: PetitionChoice) -> [String: String] {
        var fields = [
            "position": String(choice.position), "used": choice.isUsed ? "yes" : "no",
        ]
        for (language, text) in choice.texts { fields["text/\(language)"] = text }
        if choice.kind == .reason { fields["hidden"] = choice.isHiddenReason ? "yes" : "no" }
        return fields
    }

    /// Sets a threshold; a new one gets the next number.
    ///
    /// Petitions that are signed now are measured by it from their next signature on.
    func set(
        _ threshold: PetitionThreshold,
        isNew: Bool,
        in scope: Scope
    ) async throws -> Result<Void, OfficeRefusal> {
        let audit = host.audit
        let outcome: Result<Void, OfficeRefusal> = try await host.database.write(in: scope) {
            transaction in
            let all = try PetitionThresholdStore.all(in: &transaction)
            let before = all.first { $0.number == threshold.number }
            var after = threshold
            if isNew {
                guard all.count < Limits.petitionThresholds else { return .failure(.tooMany) }
                let last = try PetitionThresholdStore.lastNumber(in: &transaction)
                after = threshold.numbered(last + 1)
            } else if before == nil {
                return .failure(.notFound)
            }
            guard after != before else { return .success(()) }
            try PetitionThresholdStore.set(after, in: &transaction)
            try PetitionStore.measureAnew(in: &transaction)
            try audit.note(
                AuditNote(
                    Self.thresholdSet,
                    of: .petition,
                    "threshold/\(after.number)",
                    before: before.map(Self.fields) ?? [:],
                    after: Self.fields(of: after)
                ),
                in: &transaction
            )
            return .success(())
        }
        forget(of: [scope.tenant])
        return outcome
    }

    /// Takes a threshold away; what was told of it stays told.
    func removeThreshold(_ number: Int, in scope: Scope) async throws {
        let audit = host.audit
        try await host.database.write(in: scope) { transaction in
            let all = try PetitionThresholdStore.all(in: &transaction)
            guard let before = all.first(where: { $0.number == number }) else { return }
            try PetitionThresholdStore.remove(number, in: &transaction)
            try PetitionStore.measureAnew(in: &transaction)
            let note = AuditNote(
                Self.thresholdSet,
                of: .petition,
                "threshold/\(number)",
                before: Self.fields(of: before)
            )
            try audit.note(note, in: &transaction)
        }
        forget(of: [scope.tenant])
    }

    private static func fields(of threshold: PetitionThreshold) -> [String: String] {
        var fields = [
            "signatures": String(threshold.count), "effect": threshold.effect.rawValue,
            "territories": String(threshold.territories),
            "per-territory": String(threshold.perTerritory), "days": String(threshold.days),
        ]
        for (language, text) in threshold.texts { fields["text/\(language)"] = text }
        return fields
    }
}

extension PetitionThreshold {
    /// The same under another number.
    fileprivate func numbered(_ number: Int) -> PetitionThreshold {
        PetitionThreshold(
            number: number,
            count: count,
            territories: territories,
            perTerritory: perTerritory,
            effect: effect,
            days: days,
            texts: texts
        )
    }
}
