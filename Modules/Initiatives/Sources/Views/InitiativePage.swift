import Kernel
import Localization
import Markup
import Web

/// One initiative: what it asks, who asks it, how far it has come, and the form to support it.
struct InitiativePage: Component {
    let details: InitiativeDetails
    let panel: HTML
    let visitor: VisitorContext
    let assets: Assets

    private var t: Translator { visitor.t }
    private var initiative: Initiative { details.initiative }

    var html: HTML {
        """
        <nav class="breadcrumb" aria-label="\(t("initiatives.breadcrumb"))"><ol>\
        <li><a href="\(url: visitor.spacePath())">\(t("initiatives.list.title"))</a></li>\
        <li aria-current="page">\(initiative.id.registrationNumber)</li></ol></nav>
        <div class="columns">
        <article>
        \(head)
        \(section("objectives", Prose(initiative.objectives, language: initiative.language).html))
        \(annex, when: initiative.annex != nil)
        \(ProgressTable(progress: details.progress, t: t))
        \(section("rules", rules))
        \(section("organisers", organisers), when: !initiative.presentation.organisers.isEmpty)
        \(section("links", links))
        </article>
        <div><aside class="panel" id="sign" aria-labelledby="sign-title">\(panel)</aside></div>
        </div>
        """
    }

    private var head: HTML {
        let state = initiative.state(at: visitor.now)
        let jump: HTML = """
            <p><a class="button jump" href="#sign">\(t("initiatives.page.jump"))</a></p>
            """
        return """
            \(logo)<p class="tag \(state.tagClass)">\
            \(t(MessageKey("initiatives.state", state.rawValue)))</p>
            <h1 lang="\(initiative.language)">\(initiative.title)</h1>
            \(InitiativeFacts(initiative: initiative, visitor: visitor))
            \(ProgressFigures(progress: details.progress, t: t))
            \(jump, when: state.isSignable)
            """
    }

    private var logo: HTML {
        guard let logo = initiative.presentation.logo else { return .empty }
        return """
            <img class="logo" src="\(url: assets.path(logo.path))" alt="\(logo.alt)" width="160" \
            height="120">
            """
    }

    private func section(_ name: String, _ content: HTML) -> HTML {
        """
        <section><h2>\(t(MessageKey("initiatives.page", name)))</h2>
        \(content)</section>
        """
    }

    private var annex: HTML {
        """
        <section><details><summary>\(t("initiatives.page.annex"))</summary>
        <div>\(Prose(initiative.annex ?? "", language: initiative.language))</div></details></section>
        """
    }

    /// The law in one sentence for each rule.
    private var rules: HTML {
        let names = ["million", "states", "minimum", "period", "once", "answer"]
        let items = names.map { name -> HTML in
            "<li>\(t(MessageKey("initiatives.rule", name)))</li>"
        }
        return "<ul>\(items)</ul>"
    }

    private var organisers: HTML {
        let people = initiative.presentation.organisers.map { organiser -> HTML in
            let mail: HTML =
                organiser.email.map { address in
                    """
                     <a href="mailto:\(Path.encode(address))">\(address)</a>
                    """
                } ?? .empty
            let residence = t(MessageKey("country", organiser.residence))
            return """
                <div><dt>\(t(MessageKey("initiatives.role", organiser.role.rawValue)))</dt>
                <dd>\(organiser.name), \(residence)\(mail)</dd></div>
                """
        }
        return "<dl class=\"facts\">\(people)</dl>"
    }

    private var links: HTML {
        let social = initiative.presentation.social.compactMap { link in
            Path(web: link.url).map { item($0, link.name) }
        }
        let website = initiative.presentation.website.flatMap { Path(web: $0) }
        let register = Path(web: initiative.registerAddress)
        return """
            <ul>\(register.map { item($0, t("initiatives.page.register")) } ?? .empty)\
            \(website.map { item($0, t("initiatives.page.website")) } ?? .empty)\(social)\
            <li><a href="\(url: visitor.spacePath(initiative.id.text, "receipts"))">\
            \(t("initiatives.receipt.check"))</a></li>\
            <li><a href="\(url: Path("api", "v1", visitor.space?.slug ?? "", initiative.id.text, "counts"))">\
            \(t("initiatives.page.counts"))</a></li></ul>
            """
    }

    private func item(_ path: Path, _ label: String) -> HTML {
        """
        <li><a href="\(url: path)" rel="noreferrer">\(label)</a></li>
        """
    }
}
