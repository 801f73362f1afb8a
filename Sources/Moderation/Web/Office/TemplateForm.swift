import Kernel
import Localization
import Web

/// What somebody types of reasons that are written beforehand.
struct TemplateForm: Sendable {
    /// By language: the first one's is needed, and stands where there is no other.
    var names: [LanguageTag: String] = [:]
    var ground = Decision.Ground.Kind.incompatible.rawValue
    var category = ""
    var references: [LanguageTag: String] = [:]
    var explanations: [LanguageTag: String] = [:]
    var revision = "0"
    /// In languages that the site no longer offers: they stay.
    private var kept: [LanguageTag: ReasonTemplate.Words] = [:]
    private var keptNames: [LanguageTag: String] = [:]

    init() {}

    init(_ template: ReasonTemplate, at tenant: Tenant) {
        names = Self.names(of: template, tenant)
        ground = template.ground.rawValue
        category = template.category.rawValue
        references = template.words.mapValues(\.reference)
        explanations = template.words.mapValues(\.explanation)
        revision = String(template.revision)
    }

    /// A form from before a language came says nothing about its words: they stay as they are stored.
    init(_ data: FormData, at tenant: Tenant, of old: ReasonTemplate?) {
        let (stored, languages) = (old?.words ?? [:], tenant.languages)
        let storedNames = old.map { Self.names(of: $0, tenant) } ?? [:]
        ground = data["ground"]
        category = data["category"]
        for language in languages {
            let (reference, explanation) = ("reference-\(language)", "explanation-\(language)")
            let name = "name-\(language)"
            names[language] = data.has(name) ? data[name] : storedNames[language]
            references[language] =
                data.has(reference) ? data[reference] : stored[language]?.reference
            explanations[language] =
                data.has(explanation) ? data[explanation] : stored[language]?.explanation
        }
        revision = data["revision"]
        kept = stored.filter { !languages.contains($0.key) }
        keptNames = storedNames.filter { !languages.contains($0.key) }
    }

    private static func names(
        of template: ReasonTemplate,
        _ tenant: Tenant
    ) -> [LanguageTag: String] {
        template.name.others.merging([tenant.defaultLanguage: template.name.standard]) { $1 }
    }

    /// As a moderator reads it, with what is typed so far.
    func name(in language: LanguageTag, at tenant: Tenant) -> String {
        let own = names[language] ?? ""
        return own.isEmpty ? names[tenant.defaultLanguage] ?? "" : own
    }

    /// Nil where something is missing or wrong, which then stands beside its field.
    func template(
        _ number: Int?,
        _ visitor: VisitorContext,
        _ typed: inout Typed
    ) -> ReasonTemplate? {
        let t = visitor.t
        let name = name(visitor.tenant, &typed, t)
        let chosen = ModerationCategory(rawValue: category)
        if chosen == nil { typed.refuse("category", t("moderation.error.category")) }
        var words: [LanguageTag: ReasonTemplate.Words] = [:]
        for language in visitor.tenant.languages {
            words[language] = self.words(in: language, &typed, t)
        }
        if words.isEmpty, typed.isFine {
            let first = visitor.tenant.defaultLanguage
            typed.refuse("reference-\(first)", t("moderation.error.reference"))
        }
        guard typed.isFine, let chosen else { return nil }
        return ReasonTemplate(
            number: number,
            name: name,
            ground: Decision.Ground.Kind(rawValue: ground) ?? .incompatible,
            category: chosen,
            words: words.merging(kept) { typed, _ in typed },
            revision: Int(revision) ?? 0
        )
    }

    /// What is missing in the first language, or too long in any, then stands beside its field.
    private func name(_ tenant: Tenant, _ typed: inout Typed, _ t: Translator) -> LocalizedText {
        let first = tenant.defaultLanguage
        for language in tenant.languages {
            let name = names[language] ?? ""
            if name.count > Limits.moderationNameCharacters || name.isEmpty && language == first {
                typed.refuse("name-\(language)", t("moderation.error.name"))
            }
        }
        let others = names.merging(keptNames) { typed, _ in typed }
            .filter { $0.key != first && !$0.value.isEmpty }
        return LocalizedText(names[first] ?? "", others: others)
    }

    /// Nil for a language in which nothing is written; half of it is none.
    private func words(
        in language: LanguageTag,
        _ typed: inout Typed,
        _ t: Translator
    ) -> ReasonTemplate.Words? {
        let reference = references[language] ?? ""
        let explanation = explanations[language] ?? ""
        guard !reference.isEmpty || !explanation.isEmpty else { return nil }
        if reference.isEmpty || reference.count > Limits.reasonReferenceCharacters {
            typed.refuse("reference-\(language)", t("moderation.error.reference"))
        }
        if explanation.isEmpty || explanation.count > Limits.reasonExplanationCharacters {
            typed.refuse("explanation-\(language)", t("moderation.error.reasons"))
        }
        return ReasonTemplate.Words(reference: reference, explanation: explanation)
    }
}

/// The reasons that come with the program, for whoever has not written any yet.
enum UsualTemplates {
    /// By the names of their messages, each with what it is about.
    private static let kinds: [(name: String, category: ModerationCategory)] = [
        ("insult", .other), ("advertising", .scams), ("private", .privacy), ("off-topic", .other),
    ]

    /// In the languages of an institution.
    static func all(_ pages: PageBuilder, _ tenant: Tenant) -> [ReasonTemplate] {
        kinds.map { kind in
            let key = MessageKey("moderation.usual", kind.name)
            var words: [LanguageTag: ReasonTemplate.Words] = [:]
            var names: [LanguageTag: String] = [:]
            for language in tenant.languages {
                let t = pages.translations.translator(for: language)
                words[language] = ReasonTemplate.Words(
                    reference: t(MessageKey(key, "reference")),
                    explanation: t(MessageKey(key, "explanation"))
                )
                names[language] = t(MessageKey(key, "name"))
            }
            let first = names.removeValue(forKey: tenant.defaultLanguage) ?? ""
            return ReasonTemplate(
                name: LocalizedText(first, others: names),
                ground: .incompatible,
                category: kind.category,
                words: words
            )
        }
    }
}
