import Kernel
import Localization
import Markup
import Web

/// What stands below an initiative's text: ways to pass it on, who organises it, its documents, and where to go.
struct InitiativeAbout: Component {
    let initiative: Initiative
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let hasOrganisers =
            !initiative.presentation.organisers.isEmpty || initiative.dossier.contact != nil
        return """
            <div class="about halves">
            <section class="telling"><h2>\(t("initiatives.thanks.share"))</h2>
            \(ShareLinks(initiative: initiative, visitor: visitor))</section>
            \(section("organisers", "\(organisers)\(contact)"), when: hasOrganisers)
            \(section("documents", documents), when: !initiative.dossier.documents.isEmpty)
            \(section("links", "\(links)\(categories)"))
            </div>
            """
    }

    private func section(_ name: String, _ content: HTML) -> HTML {
        """
        <section><h2>\(t(MessageKey("initiatives.page", name)))</h2>
        \(content)</section>
        """
    }

    private typealias Role = Initiative.Presentation.Organiser.Role

    /// Under each role everybody who has it.
    private var organisers: HTML {
        let all = initiative.presentation.organisers
        let roles: [Role] = all.reduce(into: []) { roles, organiser in
            if !roles.contains(organiser.role) { roles.append(organiser.role) }
        }
        guard !roles.isEmpty else { return .empty }
        let groups = roles.map { role -> HTML in
            """
            <div><dt>\(t(MessageKey("initiatives.role", role.rawValue)))</dt>
            \(all.filter { $0.role == role }.map(organiser))</div>
            """
        }
        return "<dl class=\"facts\">\(groups)</dl>"
    }

    private func organiser(_ person: Initiative.Presentation.Organiser) -> HTML {
        let mail = person.email.map { " \(Self.mail($0))" } ?? HTML.empty
        return """
            <dd>\(person.name), \(t(MessageKey("country", person.residence)))\(mail)</dd>
            """
    }

    private var contact: HTML {
        guard let address = initiative.dossier.contact else { return .empty }
        return """
            <p>\(t("initiatives.page.contact")) \(Self.mail(address))</p>
            """
    }

    private static func mail(_ address: String) -> HTML {
        """
        <a href="mailto:\(PercentEncoding.encode(address))">\(address)</a>
        """
    }

    private var documents: HTML {
        let items = initiative.dossier.documents.map { document -> HTML in
            """
            <li>\(labelled(
                t(MessageKey("initiatives.document", document.role.rawValue)),
                DocumentLink(document, visitor).html))</li>

            """
        }
        return "<ul class=\"links\">\(items)</ul>"
    }

    private var categories: HTML {
        let names = initiative.dossier.categories.map { t(MessageKey("initiatives.category", $0)) }
        let list = names.joined(separator: ", ")
        guard !names.isEmpty else { return .empty }
        return """
            <p class="meta">\(labelled(t("initiatives.office.categories"), "\(list)"))</p>
            """
    }

    private func labelled(_ label: String, _ value: HTML) -> HTML {
        t.markup("initiatives.labelled", ["label": HTML(escaping: label), "value": value])
    }

    private var links: HTML {
        let social = initiative.presentation.social.compactMap { link in
            Path(web: link.url).map { item($0, link.name) }
        }
        let website = initiative.presentation.website.flatMap { Path(web: $0) }
        let register = Path(web: initiative.registerAddress)
        let id = initiative.id.text
        let changes = item(
            visitor.spacePath(id, "changes"),
            t("initiatives.changes.link", ["count": .number(initiative.changes)])
        )
        return """
            <ul class="links">\(register.map { item($0, t("initiatives.page.register")) } ?? .empty)\
            \(website.map { item($0, t("initiatives.page.website")) } ?? .empty)\(social)\
            \(changes, when: initiative.changes > 0)\
            <li><a href="\(url: visitor.spacePath(id, "receipts"))">\
            \(t("receipt.check"))</a></li>\
            <li><a href="\(url: visitor.spacePath(id, "embedding"))">\
            \(t("initiatives.embedding.title"))</a></li>\
            <li><a href="\(url: Path("api", "v1", visitor.space?.slug ?? "", id, "counts"))">\
            \(t("initiatives.page.counts"))</a></li></ul>
            """
    }

    private func item(_ path: Path, _ label: String) -> HTML {
        """
        <li><a href="\(url: path)" rel="noreferrer">\(label)</a></li>
        """
    }
}
