import Kernel
import Localization
import Markup
import Web

/// What an institution says in some of its languages and not in all.
///
/// What it says in none stands nowhere, and is missed by nobody.
struct MissingTexts {
    enum Owner: Hashable {
        case institution
        case space(Space)
    }

    struct Missing {
        let owner: Owner
        /// A word of `office.text`.
        let field: String
        let language: LanguageTag
    }

    let all: [Missing]

    init(of site: Site) {
        let languages = site.tenant.languages
        func missing(_ owner: Owner, _ field: String, _ said: Set<LanguageTag>) -> [Missing] {
            guard !said.isEmpty else { return [] }
            return languages.filter { !said.contains($0) }.map {
                Missing(owner: owner, field: field, language: $0)
            }
        }
        let named = Set(site.tenant.name.others.keys).union([site.tenant.defaultLanguage])
        all =
            missing(.institution, "name", named)
            + missing(.institution, "purpose", Set(site.tenant.purposes.keys))
            + site.publicSpaces.flatMap { space in
                missing(.space(space), "title", Set(space.texts.titles.keys))
                    + missing(.space(space), "purpose", Set(space.texts.purposes.keys))
            }
    }
}

extension MissingTexts.Missing {
    func sentence(_ t: Translator, _ pages: PageBuilder) -> String {
        let name = pages.translations.translator(for: language)("language.name")
        let what = t(MessageKey("office.text", field))
        switch owner {
        case .institution:
            return t("office.concern.text", ["text": .text(what), "language": .text(name)])
        case .space(let space):
            return t(
                "office.concern.spaceText",
                [
                    "text": .text(what), "language": .text(name), "space": .text(space.title(t)),
                ]
            )
        }
    }

    func path(in visitor: VisitorContext) -> Path {
        switch owner {
        case .institution: visitor.path("admin", "institution")
        case .space(let space): visitor.path("admin", "spaces", space.id.description)
        }
    }
}
