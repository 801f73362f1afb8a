import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Web

/// One initiative: what it asks, how far it has come, the form to support it, and the rest.
///
/// On a phone the parts stand in the order in which somebody decides: what, how far, sign; on a
/// wide screen the form stands beside them, beginning where the page begins.
struct InitiativePage: Component {
    let details: InitiativeDetails
    let panel: HTML
    /// What people say about it, where they can.
    let discussion: HTML
    let map: EuropeMap
    let visitor: VisitorContext
    let assets: Assets
    let fragments: Fragments<PartName, PartValues>

    private var t: Translator { visitor.t }
    private var initiative: Initiative { details.initiative }
    private var said: SaidText { initiative.said(in: visitor.visit.language.text) }

    var html: HTML {
        """
        <article class="item"><div class="initiative">
        <div class="initiative-top">
        \(head)
        \(ProgressPanel(
            initiative: initiative, progress: details.progress, now: visitor.now, t: t))
        \("<section class=\"way\">\(standing)</section>", when: !isKnown)
        </div>
        \(kept("wish") { wish })
        <div class="side">
        <aside class="panel" id="sign" aria-labelledby="sign-title">\(panel)</aside>
        </div>
        \(kept("about") { about })
        \(kept("more", progress: details.progress) { more }, when: isKnown)
        \(kept("series", days: details.days) { series })\(talk, when: !discussion.isEmpty)
        </div></article>
        """
    }

    private var wish: HTML {
        """
        <div class="wish">\(picture)
        \(section("objectives", objectives))
        \(annex, when: said.text.annex != nil)
        </div>
        """
    }

    private var talk: HTML { "<div class=\"talk\">\(discussion)</div>" }

    private var about: HTML { InitiativeAbout(initiative: initiative, visitor: visitor).html }

    /// A part that is the same for every nationality, and for as long as nothing in it changes.
    private func kept(
        _ part: String,
        progress: Progress? = nil,
        days: [LedgerDay] = [],
        render: () -> HTML
    ) -> HTML {
        let name = PartName(
            part: part,
            subject: visitor.scope.subject(of: initiative.id),
            origin: visitor.visit.origin,
            language: visitor.visit.language
        )
        let values = PartValues(
            initiative: initiative,
            progress: progress,
            days: days,
            tenant: visitor.tenant,
            space: visitor.space,
            state: initiative.state(at: visitor.now),
            today: CivilZone.brussels.date(at: visitor.now)
        )
        return fragments.html(name, of: values, render: render)
    }

    /// What tells the parts of all initiatives' pages from one another: an origin is one institution's.
    struct PartName: Hashable, Sendable {
        let part: String
        let subject: Subject
        let origin: String
        let language: LanguageTag
    }

    /// Everything else that parts of the page are made of.
    struct PartValues: Equatable, Sendable {
        let initiative: Initiative
        let progress: Progress?
        let days: [LedgerDay]
        let tenant: Tenant
        let space: Space?
        let state: InitiativeState
        let today: CivilDate
    }

    private var head: HTML {
        let list = NavigationLink(path: visitor.spacePath(), label: visitor.listTitle)
        let jump: HTML = """
            <p class="jump">\(ButtonLink(t("initiatives.page.jump"), to: Path.here.fragment("sign")))</p>
            """
        return """
            <header>
            \(Breadcrumb(above: [list], current: initiative.id.registrationNumber, t: t))
            <div class="initiative-head">\(logo)
            <p class="tags">\(visitor.stateTag(of: initiative))</p>
            <h1 lang="\(said.language)">\(said.title)</h1></div>\(manage)
            \("\(jump)\(onPaper)", when: visitor.canSign(initiative))</header>
            """
    }

    /// The way to its office, for whoever runs it; nothing for anybody else.
    private var manage: Slot {
        visitor.slot(Manage.slot, of: initiative.id.text, content: "")
    }

    /// What organisers show above its text.
    private var picture: HTML {
        guard let picture = initiative.dossier.campaign.picture else { return .empty }
        let path = CampaignFile.path(picture.file, of: initiative.id, visitor)
        return """
            <img class="wide" src="\(url: path)" alt="\(picture.alt)" \
            width="\(picture.width)" height="\(picture.height)">
            """
    }

    /// A sheet on a notice board says where to sign.
    private var onPaper: HTML {
        """
        <p class="print-only">\(t("initiatives.page.signAt")) \
        \(visitor.canonical(visitor.spacePath(initiative.id.text)))</p>
        """
    }

    /// Without numbers a map would only show that nobody knows, or that nothing has begun: its way
    /// stands in their place.
    private var isKnown: Bool {
        details.progress.isKnown && initiative.state(at: visitor.now) != .upcoming
    }

    /// Before the first signature no state is nearer to its minimum than another.
    private var hasStates: Bool { isKnown && details.progress.total > 0 }

    private var more: HTML {
        guard hasStates else {
            return "<div class=\"more\"><section>\(standing)</section></div>"
        }
        let section = StatesSection(
            progress: details.progress,
            map: map,
            outlines: assets.path(EuropeMap.outlines),
            beside: standing,
            t: t
        )
        return "<div class=\"more\">\(section)</div>"
    }

    /// Where it is on its way, and the way to the rules that hold for all of them.
    private var standing: HTML {
        let level = hasStates ? 3 : 2
        return """
            <h\(level)>\(t("initiatives.page.standing"))</h\(level)>
            \(InitiativeTimeline(initiative: initiative, visitor: visitor))
            <p class="rules-link"><a href="\(url: visitor.spacePath("rules"))">\
            \(t("initiatives.page.rules"))</a></p>
            """
    }

    /// The mark by which lists show it, so that it is recognised.
    private var logo: HTML {
        guard let logo = initiative.presentation.logo else {
            return HouseMark(number: initiative.id.number).html
        }
        return """
            <img class="logo" src="\(url: logo.address(of: initiative.id, visitor, assets))" alt="\(logo.alt)" width="160" \
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
        let text = Prose(said.text.objectives, language: said.language).html
        guard initiative.isShortened, said.language == initiative.language else { return text }
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
        <div>\(Prose(said.text.annex ?? "", language: said.language))</div></details>
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
        let words = CountSeriesSection.Words(
            title: t("initiatives.series.title"),
            daily: t("initiatives.series.daily.title"),
            weekly: t("initiatives.series.weekly.title"),
            counted: t("initiatives.progress.statements")
        )
        return "<div class=\"rest\">\(CountSeriesSection(series, words: words, t: t))</div>"
    }
}
