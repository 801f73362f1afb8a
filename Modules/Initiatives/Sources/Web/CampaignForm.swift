import Kernel
import Localization
import Markup
import Spaces
import Web

/// What organisers type about the pages of their initiative.
struct CampaignForm: Sendable {
    typealias Network = Initiative.Presentation.Link

    let color: String
    let website: String
    /// Each with its name and its address; what is empty is none.
    let networks: [(name: String, address: String)]
    let thanks: [String: String]
    let shareTexts: [String: String]
    let returnAddress: String
    var revision: Int

    static let body = BodyRules.form(bytes: 256 * 1024, fields: 120)

    init(_ initiative: Initiative) {
        let campaign = initiative.dossier.campaign
        color = campaign.accent.map { "#" + $0.day } ?? ""
        website = initiative.presentation.website ?? ""
        let known = initiative.presentation.social.map { ($0.name, $0.url) }
        let room = min(max(3, known.count + 1), Limits.networksPerInitiative)
        networks = known + Array(repeating: ("", ""), count: max(0, room - known.count))
        thanks = campaign.thanks
        shareTexts = campaign.shareTexts
        returnAddress = campaign.returnAddress ?? ""
        revision = initiative.revision
    }

    /// A form from before a language came says nothing about its texts: they stay as the initiative has
    /// them.
    init(_ data: FormData, languages: [LanguageTag], of initiative: Initiative) {
        let campaign = initiative.dossier.campaign
        color = data["color"]
        website = data["website"]
        networks = (1...Limits.networksPerInitiative).prefix { data.has("network-\($0)-name") }
            .map { (data["network-\($0)-name"], data["network-\($0)-address"]) }
        thanks = Self.texts("thanks", data, languages, campaign.thanks)
        shareTexts = Self.texts("share", data, languages, campaign.shareTexts)
        returnAddress = data["return"]
        revision = Int(data["revision"]) ?? -1
    }

    private static func texts(
        _ name: String,
        _ data: FormData,
        _ languages: [LanguageTag],
        _ old: [String: String]
    ) -> [String: String] {
        languages.reduce(into: [:]) { texts, language in
            let field = "\(name)-\(language)"
            let text = data.has(field) ? data[field] : old[language.text] ?? ""
            if !text.isEmpty { texts[language.text] = text }
        }
    }

    /// What the initiative is to show; what is wrong stands beside its field.
    func put(
        into initiative: inout Initiative,
        _ languages: [LanguageTag],
        _ typed: inout Typed,
        _ t: Translator
    ) {
        initiative.dossier.campaign.accent = accent(initiative, &typed, t)
        for (field, address) in [("website", website), ("return", returnAddress)]
        where !address.isEmpty && !WebAddress.isSafe(address) {
            typed.refuse(field, t("initiatives.office.refused.address"))
        }
        initiative.presentation.website = website.isEmpty ? nil : website
        initiative.presentation.social = links(&typed, t)
        initiative.dossier.campaign.returnAddress = returnAddress.isEmpty ? nil : returnAddress
        // What is written in a language that the site no longer offers stays.
        let offered = Set(languages.map(\.text))
        let kept = { (old: [String: String], new: [String: String]) in
            old.filter { !offered.contains($0.key) }.merging(new) { $1 }
        }
        let old = initiative.dossier.campaign
        initiative.dossier.campaign.thanks = kept(old.thanks, thanks)
        initiative.dossier.campaign.shareTexts = kept(old.shareTexts, shareTexts)
        check(thanks, "thanks", Limits.thanksCharacters, &typed, t)
        check(shareTexts, "share", Limits.shareTextCharacters, &typed, t)
        for (language, text) in shareTexts.sorted(by: { $0.key < $1.key })
        where PercentEncoding.encode(text).utf8.count > Limits.shareTextEncodedBytes {
            typed.refuse("share-\(language)", t("initiatives.manage.refused.share"))
        }
    }

    private func check(
        _ texts: [String: String],
        _ field: String,
        _ most: Int,
        _ typed: inout Typed,
        _ t: Translator
    ) {
        for (language, text) in texts.sorted(by: { $0.key < $1.key }) where text.count > most {
            typed.refuse(
                "\(field)-\(language)",
                t("initiatives.office.text.long", ["number": .number(most)])
            )
        }
    }

    private func links(_ typed: inout Typed, _ t: Translator) -> [Network] {
        var links: [Network] = []
        for (index, network) in networks.enumerated() {
            let field = "network-\(index + 1)"
            guard !network.name.isEmpty || !network.address.isEmpty else { continue }
            if network.name.isEmpty || network.name.count > Limits.nameCharacters {
                typed.refuse(field + "-name", t("initiatives.manage.refused.network"))
            }
            if !WebAddress.isSafe(network.address) {
                typed.refuse(field + "-address", t("initiatives.office.refused.address"))
            }
            links.append(Network(name: network.name, url: network.address))
        }
        return links
    }

    /// A colour that can be read wherever the accent stands, by day and by night, as an institution's own.
    private func accent(
        _ initiative: Initiative,
        _ typed: inout Typed,
        _ t: Translator
    ) -> Initiative.Campaign.Accent? {
        guard !color.isEmpty else { return nil }
        let old = initiative.dossier.campaign.accent
        guard color != old.map({ "#" + $0.day }) else { return old }
        guard let asked = Color(color) else {
            typed.refuse("color", t("office.institution.refused.noColor"))
            return old
        }
        switch AccentRules.day.fit(asked) {
        case .kept(let used), .adjusted(let used):
            return Initiative.Campaign.Accent(
                day: used.digits,
                night: AccentRules.night.derived(from: asked).digits
            )
        case .tooFar(let nearest):
            typed.refuse(
                "color",
                t("office.institution.refused.color", ["color": .text("#" + nearest.digits)])
            )
            return old
        }
    }
}
