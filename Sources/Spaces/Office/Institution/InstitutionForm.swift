import Kernel
import Localization
import Web

/// What somebody types about an institution.
struct InstitutionForm {
    let names: [LanguageTag: String]
    let purposes: [LanguageTag: String]
    let zone: String
    let color: String
    let links: [SiteLook.Link: String]
    let mark: String

    init(_ site: Site) {
        var names = site.tenant.name.others
        names[site.tenant.defaultLanguage] = site.tenant.name.standard
        self.names = names
        purposes = site.tenant.purposes
        zone = site.tenant.zone.name
        color = site.look.accent.map { "#" + $0.day } ?? ""
        links = site.look.links
        mark = site.mark
    }

    init(_ data: FormData, of site: Site) {
        // A form from before a language came says nothing about its texts.
        let (old, languages) = (InstitutionForm(site), site.tenant.languages)
        names = languages.reduce(into: [:]) { names, language in
            let field = "name-\(language)"
            names[language] = data.has(field) ? data[field] : old.names[language]
        }
        purposes = languages.reduce(into: [:]) { purposes, language in
            let field = "purpose-\(language)"
            purposes[language] = data.has(field) ? data[field] : old.purposes[language]
        }
        zone = data["zone"]
        color = data["color"]
        links = SiteLook.Link.allCases.reduce(into: [:]) { $0[$1] = data["link-\($1.rawValue)"] }
        mark = data["mark"]
    }

    /// What is to become of the institution; what is as it was stays.
    func change(from site: Site) -> TenantChange {
        var change = TenantChange()
        change.expected = mark
        let old = InstitutionForm(site)
        change.names = names.filter { $0.value != old.names[$0.key] ?? "" }
        change.purposes = purposes.filter { $0.value != old.purposes[$0.key] ?? "" }
        if zone != old.zone { change.zone = CivilZone(name: zone) }
        if color != old.color {
            if color.isEmpty { change.removals.append(.color) } else { change.color = color }
        }
        for (link, address) in links where address != old.links[link] ?? "" {
            if address.isEmpty {
                change.removals.append(.link(link))
            } else {
                change.links[link] = address
            }
        }
        return change
    }

    /// Beside which field a refusal stands; nil for none of them.
    func problem(
        _ refusal: TenantChange.Refusal,
        _ t: Translator
    ) -> (field: String?, message: String) {
        switch refusal {
        case .invalidName:
            (wrong("name", names, Tenants.isName), t("office.space.refused.title"))
        case .invalidPurpose:
            (wrong("purpose", purposes, Tenants.isPurpose), t("office.space.refused.purpose"))
        case .noColor: ("color", t("office.institution.refused.noColor"))
        case .unreadableColor(_, let nearest, _):
            (
                "color",
                t("office.institution.refused.color", ["color": .text("#" + nearest.digits)])
            )
        case .invalidLink(let link):
            ("link-\(link.rawValue)", t("office.institution.refused.link"))
        case .changedMeanwhile: (nil, t("office.institution.refused.meanwhile"))
        case .unknownTenant, .nothingToDo, .languageNotOffered, .noLanguage, .nameless,
            .onlyLanguage, .nightWithoutDay, .picture, .iconNotSquare, .invalidLogoText,
            .invalidMailAddress, .foreignMailDomain:
            (nil, t("office.space.refused.gone"))
        }
    }

    /// The first language in which a text is too long, or in which the institution would have no name.
    private func wrong(
        _ name: String,
        _ texts: [LanguageTag: String],
        _ isFine: (String) -> Bool
    ) -> String {
        let sorted = texts.sorted { $0.key < $1.key }
        let wrong =
            sorted.first { !$0.value.isEmpty && !isFine($0.value) }
            ?? sorted.first { $0.value.isEmpty }
        return wrong.map { "\(name)-\($0.key)" } ?? name
    }
}
