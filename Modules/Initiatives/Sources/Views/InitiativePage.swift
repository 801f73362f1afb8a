import Kernel
import Localization
import Markup
import Web

/// One initiative: what it asks, how far it has come, the form to support it, and the rest.
///
/// On a phone the parts stand in the order in which somebody decides: what, how far, sign; on a
/// wide screen the form stands beside them all.
struct InitiativePage: Component {
    let details: InitiativeDetails
    let panel: HTML
    let map: EuropeMap
    let visitor: VisitorContext
    let assets: Assets

    private var t: Translator { visitor.t }
    private var initiative: Initiative { details.initiative }

    var html: HTML {
        let list = NavigationLink(path: visitor.spacePath(), label: t("initiatives.list.title"))
        return """
            \(head(Breadcrumb(above: [list], current: initiative.id.registrationNumber, t: t)))
            <div class="initiative">
            <div class="intro">
            \(ProgressPanel(progress: details.progress, daysLeft: daysLeft, t: t))
            \(section("objectives", objectives))
            \(annex, when: initiative.annex != nil)
            </div>
            <aside class="panel" id="sign" aria-labelledby="sign-title">\(panel)</aside>
            <div class="more">
            \(StatesSection(progress: details.progress, map: map, t: t))
            \(section("standing", InitiativeTimeline(initiative: initiative, visitor: visitor).html))
            \(section("rules", rules))
            </div>
            </div>
            \(series)
            <div class="beside">
            \(section("organisers", organisers), when: !initiative.presentation.organisers.isEmpty)
            \(section("links", links))
            </div>
            """
    }

    private func head(_ breadcrumb: Breadcrumb) -> HTML {
        let state = initiative.state(at: visitor.now)
        let jump: HTML = """
            <p class="jump">\(ButtonLink(t("initiatives.page.jump"), to: Path.here.fragment("sign")))</p>
            """
        return """
            <header class="hero hero-initiative">\(breadcrumb)
            <div class="initiative-head">\(logo)<div>
            <p class="tags">\(state.tag(t))</p>
            <h1 lang="\(initiative.language)">\(initiative.title)</h1>
            \(jump, when: state.isSignable)</div></div></header>
            """
    }

    private var daysLeft: Int? {
        initiative.state(at: visitor.now).isSignable
            ? initiative.period?.daysLeft(at: visitor.now) : nil
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

    /// Where the source cuts the text, that is said at the cut, with the way to the whole.
    private var objectives: HTML {
        let text = Prose(initiative.objectives, language: initiative.language).html
        guard initiative.isShortened else { return text }
        let whole: HTML =
            Path(web: initiative.registerAddress).map { register in
                """
                 <a href="\(url: register)" rel="noreferrer">\(t("initiatives.page.whole"))</a>
                """
            } ?? .empty
        return """
            \(text)<p class="hint">\(t("initiatives.page.shortened"))\(whole)</p>

            """
    }

    private var annex: HTML {
        """
        <details class="annex"><summary>\(t("initiatives.page.annex"))</summary>
        <div>\(Prose(initiative.annex ?? "", language: initiative.language))</div></details>
        """
    }

    /// Statements that were counted elsewhere have no days.
    private var series: HTML {
        guard let period = initiative.period, !details.days.isEmpty else { return .empty }
        let series = CountSeries(
            days: details.days,
            period: period,
            today: CivilZone.brussels.date(at: visitor.now)
        )
        return SeriesSection(series: series, t: t).html
    }

    /// The law in one sentence for each rule.
    private var rules: HTML {
        let names = ["million", "states", "minimum", "period", "once", "answer"]
        let items = names.map { name -> HTML in
            "<li>\(t(MessageKey("initiatives.rule", name)))</li>"
        }
        return "<ul class=\"prose\">\(items)</ul>"
    }

    private typealias Role = Initiative.Presentation.Organiser.Role

    /// Under each role everybody who has it.
    private var organisers: HTML {
        let all = initiative.presentation.organisers
        let roles: [Role] = all.reduce(into: []) { roles, organiser in
            if !roles.contains(organiser.role) { roles.append(organiser.role) }
        }
        let groups = roles.map { role -> HTML in
            """
            <div><dt>\(t(MessageKey("initiatives.role", role.rawValue)))</dt>
            \(all.filter { $0.role == role }.map(organiser))</div>
            """
        }
        return "<dl class=\"facts\">\(groups)</dl>"
    }

    private func organiser(_ person: Initiative.Presentation.Organiser) -> HTML {
        let mail: HTML =
            person.email.map { address in
                """
                 <a href="mailto:\(Path.encode(address))">\(address)</a>
                """
            } ?? .empty
        return """
            <dd>\(person.name), \(t(MessageKey("country", person.residence)))\(mail)</dd>
            """
    }

    private var links: HTML {
        let social = initiative.presentation.social.compactMap { link in
            Path(web: link.url).map { item($0, link.name) }
        }
        let website = initiative.presentation.website.flatMap { Path(web: $0) }
        let register = Path(web: initiative.registerAddress)
        return """
            <ul class="links">\(register.map { item($0, t("initiatives.page.register")) } ?? .empty)\
            \(website.map { item($0, t("initiatives.page.website")) } ?? .empty)\(social)\
            <li><a href="\(url: visitor.spacePath(initiative.id.text, "receipts"))">\
            \(t("initiatives.receipt.check"))</a></li>\
            <li><a href="\(url: visitor.spacePath(initiative.id.text, "embedding"))">\
            \(t("initiatives.embedding.title"))</a></li>\
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
