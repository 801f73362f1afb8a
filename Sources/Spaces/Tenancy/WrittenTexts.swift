package import Kernel
import Storage
package import Web

/// Where something stands that an institution has written.
package enum WrittenPlace: Hashable, Sendable {
    /// A word of `office.text`.
    case institution(String)
    case space(Space, String)
    case legal(SiteLook.Link)
}

/// What an institution has written, each text with the languages in which it exists.
///
/// What it says in none stands nowhere, and is missed by nobody.
struct WrittenTexts {
    let all: [(place: WrittenPlace, languages: Set<LanguageTag>)]

    /// What stands with the institution and its spaces; `spaces` says which of these count.
    init(
        of site: Site,
        in spaces: [Space],
        legal: [LegalVersion] = [],
        home: Set<LanguageTag> = []
    ) {
        let named = Set(site.tenant.name.others.keys).union([site.tenant.defaultLanguage])
        var all: [(place: WrittenPlace, languages: Set<LanguageTag>)] = [
            (.institution("name"), named),
            (.institution("purpose"), Set(site.tenant.purposes.keys)),
            (.institution("logo"), Set(site.look.logoTexts.keys)),
            (.institution("home"), home),
        ]
        for space in spaces {
            all.append((.space(space, "title"), Set(space.texts.titles.keys)))
            all.append((.space(space, "purpose"), Set(space.texts.purposes.keys)))
        }
        all += legal.map { (.legal($0.page), $0.languages) }
        self.all = all.filter { !$0.languages.isEmpty }
    }

    /// Everything that people can read or soon will, as it is stored now; of all spaces but where some are named.
    static func read(
        of site: Site,
        among spaces: [Space]? = nil,
        in transaction: inout Transaction
    ) throws -> WrittenTexts {
        let now = transaction.now
        var legal: [LegalVersion] = []
        for page in SiteLook.Link.allCases where page != .contact {
            let versions = try LegalStore.versions(of: page, in: &transaction)
            let current = versions.first { $0.isInForce(at: now) }
            let open = versions.first { !$0.isInForce(at: now) }
            legal += [current, open].compactMap(\.self).filter { !$0.isBuiltIn }
        }
        let home = try HomeStore.texts(in: &transaction)
        return WrittenTexts(of: site, in: spaces ?? site.spaces, legal: legal, home: Set(home.keys))
    }

    /// A text that nobody could read if the site spoke these languages alone.
    func lost(speaking languages: Set<LanguageTag>) -> (place: WrittenPlace, in: LanguageTag)? {
        for text in all where text.languages.isDisjoint(with: languages) {
            if let language = text.languages.min() { return (text.place, language) }
        }
        return nil
    }
}
