import Credentials
import Kernel
import Localization
import Markup
import Web

/// A sheet for a notice board: what a petition asks, and a code that a phone reads to get to it.
struct PetitionPoster: Component {
    let petition: Petition
    let choices: PetitionChoices
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var address: String { visitor.canonical(visitor.spacePath(petition.id.text)) }

    var html: HTML {
        let above = [visitor.petitionsLink, visitor.link(to: petition)]
        return """
            \(Breadcrumb(above: above, current: t("petitions.poster.title"), t: t))
            <p class="lead poster-lead">\(t("petitions.poster.lead"))</p>
            <article class="poster">
            <p class="meta">\(visitor.institution)</p>
            <h1 lang="\(petition.language)" dir="auto">\(petition.title)</h1>
            \(excerpt)
            <div class="poster-way">\(code)
            <div><p><strong>\(t("petitions.poster.sign"))</strong></p>
            <p class="poster-address">\(address)</p>
            \(until)</div></div>
            </article>
            """
    }

    private var excerpt: HTML {
        let plain = PetitionText.plain(petition.body)
        let most = 600
        let text = plain.count > most ? plain.prefix(most - 1) + "…" : plain[...]
        return Prose(String(text), language: petition.language).html
    }

    private var code: HTML {
        QRCode(address).map { code in
            QRCodePicture(modules: code.modules, label: t("petitions.poster.code")).html
        } ?? .empty
    }

    private var until: HTML {
        guard visitor.canSign(petition), let last = petition.lastDay else { return .empty }
        return "<p>\(t("petitions.poster.until", ["date": .date(last)]))</p>"
    }
}
