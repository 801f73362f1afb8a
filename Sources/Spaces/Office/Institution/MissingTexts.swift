import Kernel
import Localization
import Markup
import Web

/// What an institution says in some of its languages and not in all.
struct MissingTexts {
    struct Missing: Hashable {
        let place: WrittenPlace
        let language: LanguageTag
    }

    let all: [Missing]

    init(of site: Site) {
        self.init(of: WrittenTexts(of: site, in: site.publicSpaces), in: site.tenant.languages)
    }

    init(of texts: WrittenTexts, in languages: [LanguageTag]) {
        // A legal page may miss one in the version that is in force and in the next.
        var seen: Set<Missing> = []
        var all: [Missing] = []
        for text in texts.all {
            for language in languages where !text.languages.contains(language) {
                let missing = Missing(place: text.place, language: language)
                if seen.insert(missing).inserted { all.append(missing) }
            }
        }
        self.all = all
    }
}

extension MissingTexts.Missing {
    func sentence(_ t: Translator, _ pages: PageBuilder) -> String {
        let name = MessageValue.text(pages.translations.translator(for: language)("language.name"))
        switch place {
        case .institution(let field):
            return t(
                "office.concern.text",
                ["text": .text(t(MessageKey("office.text", field))), "language": name]
            )
        case .space(let space, let field):
            return t(
                "office.concern.spaceText",
                [
                    "text": .text(t(MessageKey("office.text", field))), "language": name,
                    "space": .text(space.title(t)),
                ]
            )
        case .legal:
            return t("office.concern.page", ["page": .text(place.name(t)), "language": name])
        }
    }

    func path(in visitor: VisitorContext) -> Path { place.path(in: visitor) }
}

extension WrittenPlace {
    /// What the text is called, with the space that it is of.
    func name(_ t: Translator) -> String {
        switch self {
        case .institution(let field): t(MessageKey("office.text", field))
        case .space(let space, let field):
            t(
                "audit.field.of",
                [
                    "field": .text(space.title(t)),
                    "of": .text(t(MessageKey("office.text", field))),
                ]
            )
        case .legal(let page): t(MessageKey("layout", page.rawValue))
        }
    }

    /// Where it is written.
    func path(in visitor: VisitorContext) -> Path {
        switch self {
        case .institution("logo"): InstitutionDesk.path("pictures", visitor)
        case .institution("home"): InstitutionDesk.path("home", visitor)
        case .institution: InstitutionDesk.path("", visitor)
        case .space(let space, _): visitor.path("admin", "spaces", space.id.description)
        case .legal(let page): InstitutionDesk.path("legal", visitor).appending(page.rawValue)
        }
    }
}
