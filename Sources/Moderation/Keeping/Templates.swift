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
            if let known = template.number {
                guard try TemplateStore.find(known, in: &transaction) != nil else {
                    return .failure(.notFound)
                }
                guard try TemplateStore.change(template, as: known, in: &transaction) else {
                    return .failure(.changedMeanwhile)
                }
                number = known
            } else {
                guard try TemplateStore.count(in: &transaction) < Limits.templatesPerTenant else {
                    return .failure(.tooMany)
                }
                number = try NumberStore.take(of: .templates, in: &transaction)
                try TemplateStore.add(template, as: number, in: &transaction)
            }
            let languages = template.words.keys.map(\.text).sorted().joined(separator: ", ")
            let note = AuditNote(
                "template-set",
                of: .moderationTemplate,
                String(number),
                after: ["name": template.name, "languages": languages]
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
                before: ["name": template.name]
            )
            try moderation.audit.note(note, in: &transaction)
            return true
        }
    }
}

extension ReasonTemplate {
    fileprivate var isFit: Bool {
        (1...Limits.moderationNameCharacters).contains(name.count) && PlainText.isVisible(name)
            && Decision.says(name) && !words.isEmpty && words.count <= Limits.tenantLanguages
            && words.values.allSatisfy(\.isFit)
    }
}

extension ReasonTemplate.Words {
    fileprivate var isFit: Bool {
        (1...Limits.reasonReferenceCharacters).contains(reference.count)
            && (1...Limits.reasonExplanationCharacters).contains(explanation.count)
            && Decision.says(reference) && Decision.says(explanation)
    }
}
