import Audit
import Kernel
import Storage

extension ModerationDesk {
    /// Reasons that were written beforehand, by their names.
    package func templates(for moderator: Moderator) async throws -> [ReasonTemplate] {
        try await database.read(in: moderator.scope) { try TemplateStore.all(in: &$0) }
    }

    /// Keeps a template, new or changed; gives its number.
    ///
    /// They are of the institution: whoever moderates one space only uses them.
    package func save(
        _ template: ReasonTemplate,
        by moderator: Moderator
    ) async throws -> Result<Int, ModerationSetupRefusal> {
        guard moderator.reach == .everywhere else { return .failure(.outOfReach) }
        guard template.isFit else { return .failure(.unfit) }
        return try await database.write(in: moderator.scope) { transaction in
            let number: Int
            var before: [String: String] = [:]
            if let known = template.number {
                guard let old = try TemplateStore.find(known, in: &transaction) else {
                    return .failure(.notFound)
                }
                guard try TemplateStore.change(template, as: known, in: &transaction) else {
                    return .failure(.changedMeanwhile)
                }
                before = old.fields
                number = known
            } else {
                guard try TemplateStore.count(in: &transaction) < Limits.templatesPerTenant else {
                    return .failure(.tooMany)
                }
                number = try NumberStore.take(of: .templates, in: &transaction)
                try TemplateStore.add(template, as: number, in: &transaction)
            }
            let note = AuditNote(
                "template-set",
                of: .moderationTemplate,
                String(number),
                before: before,
                after: template.fields
            )
            try moderation.audit.note(note, in: &transaction)
            return .success(number)
        }
    }

    /// Removes a template; false when there is none, or the moderator moderates one space only.
    package func remove(template number: Int, by moderator: Moderator) async throws -> Bool {
        guard moderator.reach == .everywhere else { return false }
        return try await database.write(in: moderator.scope) { transaction in
            guard let template = try TemplateStore.find(number, in: &transaction),
                try TemplateStore.remove(number, in: &transaction)
            else { return false }
            let note = AuditNote(
                "template-removed",
                of: .moderationTemplate,
                String(number),
                before: template.fields
            )
            try moderation.audit.note(note, in: &transaction)
            return true
        }
    }
}

extension ReasonTemplate {
    fileprivate var isFit: Bool {
        name.all.allSatisfy(Self.isName) && name.others.count <= Limits.tenantLanguages
            && !words.isEmpty && words.count <= Limits.tenantLanguages
            && words.values.allSatisfy(\.isFit)
    }

    private static func isName(_ name: String) -> Bool {
        (1...Limits.moderationNameCharacters).contains(name.count) && PlainText.isVisible(name)
            && Decision.says(name)
    }

    /// What the audit says of it: all that moderators and authors read, in each language.
    fileprivate var fields: [String: String] {
        var fields = [
            "name": name.standard, "ground": ground.rawValue, "category": category.rawValue,
        ]
        for (language, other) in name.others { fields["name/\(language)"] = other }
        for (language, text) in words {
            fields["words/\(language)"] = text.reference + " · " + text.explanation
        }
        return fields
    }
}

extension ReasonTemplate.Words {
    fileprivate var isFit: Bool {
        (1...Limits.reasonReferenceCharacters).contains(reference.count)
            && (1...Limits.reasonExplanationCharacters).contains(explanation.count)
            && Decision.says(reference) && Decision.says(explanation)
    }
}
