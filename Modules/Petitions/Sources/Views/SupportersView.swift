import Accounts
import Kernel
import Localization
import Markup
import Web

/// A petition that gathers its first supporters, and the way to be one.
struct SupportersView: Component {
    let found: SupportedPetition
    let secret: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { found.petition }

    var html: HTML {
        let crumbs = Breadcrumb(
            above: [visitor.petitionsLink],
            current: t("petitions.supporters.page"),
            t: t
        )
        return """
            <article class="reading">\(crumbs)
            <h1 lang="\(petition.language)" dir="auto">\(petition.title)</h1>
            \(author)\(notice)\(asked)\(PetitionBody(petition, topLevel: 2))
            <p>\(sign)</p></article>
            """
    }

    private var author: HTML {
        guard let author = found.author else { return .empty }
        return "<p class=\"meta\">\(t.markup("petitions.page.by", ["name": author.html(t)]))</p>"
    }

    private var notice: HTML {
        let (count, needed) = (petition.signatures, petition.terms.supporters)
        let values: MessageValues = ["count": .number(needed), "number": .number(count)]
        let bar = ProgressBar(
            caption: t("petitions.supporters.count", values),
            value: count,
            goal: needed
        )
        let until: HTML =
            petition.closesAt.map { end -> HTML in
                let moment = Moment(end, visitor).html
                return "<p>\(t.markup("petitions.mine.until", ["date": moment]))</p>"
            } ?? .empty
        return Notice(
            .information,
            title: t("petitions.supporters.notice"),
            content:
                "<p>\(t("petitions.supporters.notice.text", values))</p>\(bar)\(until)<p>\(sign)</p>"
        ).html
    }

    /// Signing is the same for first supporters as for everybody later: their signatures count.
    private var sign: ButtonLink {
        let path = Petitions.signingPage(of: petition.id, supporter: secret, for: visitor)
        return ButtonLink(t("petitions.supporters.sign.button"), to: path)
    }

    private var asked: HTML {
        guard let ask = petition.ask.map({ found.choices.word($0, .ask, t) }) else { return .empty }
        return "<p class=\"asked\">\(t("petitions.page.asks", ["ask": .text(ask)]))</p>"
    }
}
