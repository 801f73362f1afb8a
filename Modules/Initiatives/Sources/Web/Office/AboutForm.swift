import Credentials
import Kernel
import Localization
import Markup
import Web

/// What the register knows of an initiative beside its texts, as it is typed: categories, website, contact, and
/// the group of organisers.
struct AboutForm: Sendable {
    let categories: Set<String>
    let website: String
    let contact: String
    let group: GroupForm
    /// The website that is stored already; what the register gave may stay as it is.
    private var storedWebsite: String?

    static let empty = AboutForm(categories: [], website: "", contact: "", group: .empty)

    private init(categories: Set<String>, website: String, contact: String, group: GroupForm) {
        self.categories = categories
        self.website = website
        self.contact = contact
        self.group = group
    }

    /// - Parameter initiative: What is stored already; nil of one that is to be registered.
    init(_ data: FormData, of initiative: Initiative? = nil) {
        self.init(
            categories: Set(data.fields.filter { $0.name == "categories" }.map(\.value)),
            website: data["website"],
            contact: data["contact"],
            group: GroupForm(data, stored: initiative?.presentation.organisers ?? [])
        )
        storedWebsite = initiative?.presentation.website
    }

    init(_ initiative: Initiative, emails: [String]) {
        self.init(
            categories: Set(initiative.dossier.categories),
            website: initiative.presentation.website ?? "",
            contact: initiative.dossier.contact ?? "",
            group: GroupForm(initiative.presentation.organisers, emails: emails)
        )
    }

    /// What an initiative is to have of it.
    struct About: Sendable {
        let categories: [String]
        let website: String?
        let contact: String?
        let organisers: [GroupForm.Organiser]
        let emails: [String]

        func put(into initiative: inout Initiative) {
            initiative.dossier.categories = categories
            initiative.dossier.contact = contact
            initiative.presentation.website = website
            initiative.presentation.organisers = organisers
        }
    }

    /// What is wrong stands beside its field; then nothing of it is taken.
    func about(_ states: MemberStates, _ typed: inout Typed, _ t: Translator) -> About {
        let chosen = InitiativeCategory.allCases.map(\.rawValue).filter { categories.contains($0) }
        if chosen.count > Limits.categoriesPerInitiative {
            let most = Limits.categoriesPerInitiative
            typed.refuse(
                "categories",
                t("initiatives.office.refused.categories", ["count": .number(most)])
            )
        }
        if !website.isEmpty, website != storedWebsite, !WebAddress.isSafe(website) {
            typed.refuse("website", t("initiatives.office.refused.address"))
        }
        let address = contact.isEmpty ? nil : try? EmailAddress(typed: contact)
        if address == nil, !contact.isEmpty {
            typed.refuse("contact", t("initiatives.office.refused.email"))
        }
        let organisers = group.organisers(states, &typed, t)
        return About(
            categories: chosen,
            website: website.isEmpty ? nil : website,
            contact: address?.text,
            organisers: organisers.map(\.organiser),
            emails: organisers.map(\.email)
        )
    }
}

/// Addresses to which pages of ours lead.
enum WebAddress {
    /// A whole address over TLS, of a host that has a name.
    static func isSafe(_ address: String) -> Bool {
        guard address.utf8.count <= Limits.linkBytes, Path(web: address) != nil else {
            return false
        }
        let lower = address.lowercased()
        guard lower.hasPrefix("https://") else { return false }
        let host = lower.dropFirst("https://".count).prefix { !"/?#".contains($0) }
        return host.contains(".") && host.first != "." && host.last != "."
    }
}
