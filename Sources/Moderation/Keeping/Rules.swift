import Audit
import Kernel
import Storage
import Text

extension ModerationDesk {
    /// Rules that hold where somebody may moderate: those of their spaces, and those of all.
    package func rules(for moderator: Moderator) async throws -> [ModerationRule] {
        try await database.read(in: moderator.scope) { transaction in
            try RuleStore.all(in: &transaction).map(\.rule).filter { rule in
                rule.space == .site || moderator.reach.holds(rule.space)
            }
        }
    }

    /// Keeps a rule, new or changed; gives its number.
    package func save(
        _ rule: ModerationRule,
        by moderator: Moderator
    ) async throws -> Result<Int, ModerationSetupRefusal> {
        guard moderator.mayRule(rule.space) else { return .failure(.outOfReach) }
        let words = rule.phrases.map { Folding.words($0).joined(separator: " ") }
        guard rule.isFit, words.allSatisfy({ !$0.isEmpty }) else { return .failure(.unfit) }
        let folded = words.joined(separator: "\n")
        return try await database.write(in: moderator.scope) { transaction in
            if rule.space != .site {
                guard try directory.spaces(&transaction)[rule.space] != nil else {
                    return .failure(.notFound)
                }
            }
            let number: Int
            var before: [String: String] = [:]
            if let known = rule.number {
                guard let old = try RuleStore.find(known, in: &transaction)?.rule else {
                    return .failure(.notFound)
                }
                guard moderator.mayRule(old.space) else { return .failure(.outOfReach) }
                guard try RuleStore.change(rule, as: known, words: folded, in: &transaction)
                else { return .failure(.changedMeanwhile) }
                before = old.fields
                number = known
            } else {
                guard try RuleStore.count(in: &transaction) < Limits.rulesPerTenant else {
                    return .failure(.tooMany)
                }
                number = try NumberStore.take(of: .rules, in: &transaction)
                try RuleStore.add(rule, as: number, words: folded, in: &transaction)
            }
            try note("rule-set", number, before, rule.fields, of: rule, in: &transaction)
            return .success(number)
        }
    }

    /// Removes a rule; false when there is none, or not where the moderator may decide.
    package func remove(rule number: Int, by moderator: Moderator) async throws -> Bool {
        try await database.write(in: moderator.scope) { transaction in
            guard let rule = try RuleStore.find(number, in: &transaction)?.rule,
                moderator.mayRule(rule.space),
                try RuleStore.remove(number, in: &transaction)
            else { return false }
            try note("rule-removed", number, rule.fields, [:], of: rule, in: &transaction)
            return true
        }
    }

    private func note(
        _ action: AuditAction,
        _ number: Int,
        _ before: [String: String],
        _ after: [String: String],
        of rule: ModerationRule,
        in transaction: inout Transaction
    ) throws {
        let audit = moderation.audit
        let note = AuditNote(
            action,
            of: .moderationRule,
            String(number),
            before: before,
            after: after
        )
        try transaction.inside(rule.space) { try audit.note(note, in: &$0) }
    }
}

extension Moderator {
    /// What holds everywhere is set by whoever moderates everywhere.
    fileprivate func mayRule(_ space: Space.ID) -> Bool {
        space == .site ? reach == .everywhere : reach.holds(space)
    }
}

extension ModerationRule {
    /// What the audit says of it.
    fileprivate var fields: [String: String] {
        var fields = [
            "name": name, "rule": kind.rawValue, "effect": effect.rawValue,
            "on": isOn ? "yes" : "no", "space": space.description,
        ]
        switch kind {
        case .words: fields["words"] = phrases.joined(separator: ", ")
        case .links, .newAccount: fields["from"] = String(count)
        case .velocity: fields["from"] = "\(count)/\(minutes)"
        case .similar: break
        }
        if effect == .label { fields["label"] = label }
        return fields
    }

    fileprivate var isFit: Bool {
        let isNamed =
            (1...Limits.moderationNameCharacters).contains(name.count)
            && PlainText.isVisible(name) && Decision.says(name)
        let bytes = phrases.reduce(0) { $0 + $1.utf8.count }
        let hasPhrases =
            kind != .words
            || (1...Limits.phrasesPerRule).contains(phrases.count)
                && bytes <= Limits.phrasesBytes
                && phrases.allSatisfy { PlainText.isVisible($0) }
        let hasNumbers = (1...1000).contains(count) && (1...10_080).contains(minutes)
        let hasLabel = effect != .label || Decision.isLabel(label)
        let isEmptyElsewhere = kind == .words || phrases.isEmpty
        return isNamed && hasPhrases && hasNumbers && hasLabel && isEmptyElsewhere
    }
}
