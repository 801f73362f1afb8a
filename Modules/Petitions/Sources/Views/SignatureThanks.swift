import Kernel
import Localization
import Markup
import Web

/// Thank you: the receipt, how to take the signature back, and ways to tell others.
struct SignatureThanks: Component {
    let petition: Petition
    let receipt: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <header class="hero"><h1>\(t("petitions.thanks.title"))</h1>
        <p class="lead">\(thanks)</p>
        <p>\(t("petitions.thanks.once"))</p></header>
        <div class="thanks">
        \(ReceiptTicket(
            receipt, advice: t("petitions.thanks.receipt"), check: checkAddress, t: t))
        \(sharing)
        <section><h2>\(t("petitions.thanks.back"))</h2>
        <p>\(t("petitions.thanks.back.text", ["count": .number(petition.terms.contestDays)]))</p>
        \(takingBack)</section>
        </div>
        \(back)
        """
    }

    private var thanks: HTML {
        let title: HTML = """
            <strong lang="\(petition.language)" dir="auto">\(petition.title)</strong>
            """
        return t.markup("petitions.thanks.text", ["title": title])
    }

    /// What is not published yet is passed on by its author alone.
    private var sharing: HTML {
        guard petition.isPublic else { return .empty }
        let links = ShareLinks(
            of: visitor.spacePath(petition.id.text),
            title: petition.title,
            words: [
                t("petitions.thanks.share.message", ["title": .text(petition.title)]),
                t("petitions.thanks.share.short"),
            ],
            visitor: visitor
        )
        return """
            <section class="telling"><h2>\(t("petitions.thanks.share"))</h2>
            <p>\(t("petitions.thanks.share.text"))</p>
            \(links)</section>
            """
    }

    private var back: HTML {
        guard petition.isPublic else { return .empty }
        let link = ButtonLink(
            t("petitions.sign.return"),
            to: visitor.spacePath(petition.id.text),
            kind: .secondary
        )
        return "<p>\(link)</p>"
    }

    /// Of a petition that gathers, the author's link leads there.
    private var takingBack: HTML {
        guard petition.isPublic else { return .empty }
        let path = Petitions.signingPage(of: petition.id, for: visitor)
        return """
            <p><a href="\(url: path)">\(t("petitions.thanks.back.link"))</a></p>
            """
    }

    /// Whole, because it is printed.
    private var checkAddress: Path {
        let path = visitor.spacePath(petition.id.text, "receipts", receipt)
        return Path(web: visitor.canonical(path)) ?? path
    }
}
