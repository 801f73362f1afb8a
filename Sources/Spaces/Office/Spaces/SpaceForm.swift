import Kernel
import Localization
import Web

/// What somebody types about a space: address, texts in each language, settings.
struct SpaceForm {
    let slug: String
    let titles: [LanguageTag: String]
    let purposes: [LanguageTag: String]
    let settings: [String: String]
    /// The mark of the space as the form was made; empty for one that is to be made.
    let mark: String

    /// A form from before a language came says nothing about its texts: they stay as the space has them.
    init(
        _ data: FormData,
        languages: [LanguageTag],
        manifest: ModuleManifest,
        of space: Space? = nil
    ) {
        slug = data["slug"]
        titles = Self.texts("title", data, languages, space?.texts.titles ?? [:])
        purposes = Self.texts("purpose", data, languages, space?.texts.purposes ?? [:])
        settings = manifest.settings.reduce(into: [:]) { values, setting in
            values[setting.name] = data["setting-" + setting.name]
        }
        mark = data["mark"]
    }

    /// As it is.
    init(_ space: Space, manifest: ModuleManifest) {
        slug = space.slug
        titles = space.texts.titles
        purposes = space.texts.purposes
        settings = manifest.settings.reduce(into: [:]) { values, setting in
            values[setting.name] = space.settings[text: setting.name] ?? setting.standard
        }
        mark = space.mark
    }

    /// Nothing yet.
    init(manifest: ModuleManifest) {
        self.init(
            Space(id: .site, slug: "", module: manifest.id),
            manifest: manifest
        )
    }

    /// What is to become of the space; a value that is the standard is not kept.
    func change(_ manifest: ModuleManifest) -> SpaceChange {
        var change = SpaceChange()
        change.slug = slug
        change.titles = titles
        change.purposes = purposes
        change.expected = mark.isEmpty ? nil : mark
        for setting in manifest.settings {
            let value = settings[setting.name] ?? ""
            // A box that is not ticked is not sent.
            let typed = setting.kind == .flag && value.isEmpty ? "no" : value
            change.settings[setting.name] = .some(typed == setting.standard ? nil : typed)
        }
        return change
    }

    private static func texts(
        _ name: String,
        _ data: FormData,
        _ languages: [LanguageTag],
        _ old: [LanguageTag: String]
    ) -> [LanguageTag: String] {
        languages.reduce(into: [:]) { texts, language in
            let field = "\(name)-\(language)"
            texts[language] = data.has(field) ? data[field] : old[language]
        }
    }
}

/// Which field of a form a refusal is about, and what it says there.
struct SpaceProblem {
    /// Nil for none of them.
    let field: String?
    let message: String

    init(_ refusal: SpaceChange.Refusal, _ form: SpaceForm, _ t: Translator) {
        let problem: (field: String?, message: String) =
            switch refusal {
            case .invalidSlug: ("slug", t("office.space.refused.slug"))
            case .slugTaken: ("slug", t("office.space.refused.slugTaken"))
            case .invalidTitle: (Self.first("title", form.titles), t("office.space.refused.title"))
            case .invalidPurpose:
                (Self.first("purpose", form.purposes), t("office.space.refused.purpose"))
            case .unfitSetting(let name): ("setting-" + name, t("office.space.refused.setting"))
            case .changedMeanwhile: (nil, t("office.space.refused.changed"))
            case .tooMany: (nil, t("office.space.refused.tooMany"))
            case .invalidPhase, .repeatedPhase, .tooManyPhases, .unknownFeature, .overlapping,
                .lengthened, .reopened, .removedPhase, .backdatedPhase:
                ("phase-1-name", t("office.space.refused.phase"))
            case .notBackToDraft, .languageNotOffered, .unknownModule, .unknownSetting,
                .unknownSpace, .unknownTenant, .phaseOver, .notLater, .invalidReason,
                .tooManyExtensions:
                (nil, t("office.space.refused.gone"))
            }
        (field, message) = problem
    }

    /// The first text that is too long, or seems to be none.
    private static func first(_ name: String, _ texts: [LanguageTag: String]) -> String {
        let isTitle = name == "title"
        let wrong = texts.sorted { $0.key < $1.key }.first { _, text in
            !text.isEmpty && !(isTitle ? Tenants.isName(text) : Tenants.isPurpose(text))
        }
        return wrong.map { "\(name)-\($0.key)" } ?? name
    }
}
