import Accounts
import Files
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Web

/// One petition: what it asks, how far it has come, the way to sign it, and the rest.
///
/// On a phone the parts stand in the order in which somebody decides: what, how far, sign; on a wide screen the
/// way to sign stands beside them. The style sheet is that of initiatives.
struct PetitionPage: Component {
    let details: PetitionDetails
    let panel: HTML
    /// What people say about it, where they can.
    let discussion: HTML
    let visitor: VisitorContext
    let reading: PetitionReading

    private var t: Translator { visitor.t }
    private var petition: Petition { details.petition }
    private var state: PetitionState { petition.state(at: visitor.now) }
    private var today: CivilDate { petition.terms.civilZone.date(at: visitor.now) }

    var html: HTML {
        """
        <article class="item"><div class="initiative petition">
        <div class="initiative-top">
        \(head)
        \(standing, when: petition.wasPublished)
        </div>
        \(wish)
        <div class="side">
        <aside class="panel" id="sign" aria-labelledby="sign-title">\(panel)</aside>
        </div>
        \(PetitionAbout(details: details, visitor: visitor))
        <div class="more">\(PetitionTimeline(details: details, visitor: visitor))</div>
        \(kept("series") { series })\(talk, when: !discussion.isEmpty)
        </div></article>
        """
    }

    private var standing: HTML { PetitionStanding(details: details, visitor: visitor).html }

    private var talk: HTML { "<div class=\"talk\">\(discussion)</div>" }

    private var head: HTML {
        let number = t("petitions.page.number", ["number": .number(petition.id.number)])
        let button = ButtonLink(t("petitions.page.jump"), to: Path.here.fragment("sign"))
        let jump: HTML = """
            <p class="jump">\(button)</p>
            """
        return """
            <header>
            \(Breadcrumb(above: [visitor.petitionsLink], current: number, t: t))
            <div class="initiative-head">\(HouseMark(number: petition.id.number))
            <p class="tags">\(state.tag(t))\(signed)</p>
            \(title)</div>
            \(facts, when: !facts.isEmpty)\(own)\
            \("\(jump)\(onPaper)", when: visitor.canSign(petition))</header>
            """
    }

    private var title: HTML {
        guard !petition.isTextHidden else {
            let number: MessageValues = ["number": .number(petition.id.number)]
            return "<h1>\(t("petitions.card.hidden", number))</h1>"
        }
        return """
            <h1 lang="\(petition.language)" dir="auto">\(petition.title)</h1>
            """
    }

    /// For whoever signed it with this browser, while their session lasts; nothing for anybody else.
    private var signed: Slot { visitor.slot(PetitionMark.slot, of: petition.id.text, content: "") }

    /// For its author: the way to their own page of it; nothing for anybody else.
    private var own: Slot {
        visitor.slot(OwnPetitionPages.slot, of: petition.id.text, content: "")
    }

    /// Who wrote it, what it is about, and when it was published.
    private var facts: HTML {
        let author = details.author.map { author in
            t.markup("petitions.page.by", ["name": author.html(t)])
        }
        let theme = petition.theme.map { HTML(escaping: details.choices.word($0, .theme, t)) }
        let published = petition.publishedAt.map { at -> HTML in
            let day = petition.terms.civilZone.date(at: at)
            return t.markup("petitions.page.published", ["date": Day(day, t).html])
        }
        let parts = [author, theme, published].compactMap(\.self)
        guard let first = parts.first else { return .empty }
        let line = parts.dropFirst().reduce(first) { "\($0) · \($1)" }
        return "<p class=\"meta\">\(line)</p>"
    }

    /// A sheet on a notice board says where to sign.
    private var onPaper: HTML {
        """
        <p class="print-only">\(t("petitions.page.signAt")) \
        \(visitor.canonical(visitor.spacePath(petition.id.text)))</p>
        """
    }

    private var wish: HTML {
        """
        <div class="wish">\(PetitionAnswer(details: details, visitor: visitor))\
        \(text, when: !petition.isTextHidden)</div>
        """
    }

    private var text: HTML {
        let ask = petition.ask.map { details.choices.word($0, .ask, t) }
        let asked: HTML =
            ask.map { "<p class=\"asked\">\(t("petitions.page.asks", ["ask": .text($0)]))</p>" }
            ?? .empty
        return """
            <section><h2>\(t("petitions.page.text"))</h2>
            \(asked)\(PetitionBody(petition))</section>
            \(documents, when: !details.files.isEmpty)
            """
    }

    private var documents: HTML {
        let items = details.files.map { file -> HTML in
            """
            <li><a href="\(url: PetitionPlaces.file(file.file, visitor))"><bdi>\(file.name)</bdi></a> \
            <span class="meta">(PDF, \(FileSize.text(file.bytes, t)))</span></li>

            """
        }
        return """
            <section><h2>\(t("petitions.page.documents"))</h2>
            <ul class="links">\(items)</ul></section>
            """
    }

    /// A part that is the same for as long as nothing in it changes.
    private func kept(_ part: String, render: () -> HTML) -> HTML {
        let name = PetitionReading.PartName(
            part: part,
            subject: visitor.scope.subject(of: petition.id),
            origin: visitor.visit.origin,
            language: visitor.visit.language
        )
        let values = PetitionReading.PartValues(
            petition: petition,
            state: state,
            days: details.days,
            space: visitor.space,
            tenant: visitor.tenant,
            today: today
        )
        return reading.fragments.html(name, of: values, render: render)
    }

    private var series: HTML {
        guard !details.days.isEmpty, let first = details.days.first?.day else { return .empty }
        let published = petition.publishedAt.map { petition.terms.civilZone.date(at: $0) } ?? first
        let series = CountSeries(
            days: details.days,
            from: published,
            to: petition.endDay ?? petition.lastDay ?? today,
            today: today
        )
        let words = CountSeriesSection.Words(
            title: t("petitions.series.title"),
            daily: t("petitions.series.daily.title"),
            weekly: t("petitions.series.weekly.title"),
            counted: t("petitions.series.counted")
        )
        return "<div class=\"rest\">\(CountSeriesSection(series, words: words, t: t))</div>"
    }
}
