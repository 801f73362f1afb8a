import Kernel
import Localization
import Markup
import Web

/// Thank you: the receipt, what happens next, and ways to tell others.
struct ThanksPage: Component {
    let details: InitiativeDetails
    let receipt: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var initiative: Initiative { details.initiative }
    private var said: SaidText { initiative.said(in: visitor.visit.language.text) }

    var html: HTML {
        """
        <header class="hero"><h1>\(t("initiatives.thanks.title"))</h1>
        <p class="lead">\(thanks)</p>
        <p>\(t("initiatives.thanks.once"))</p></header>
        \(ofOrganisers)<div class="thanks">
        \(ReceiptTicket(
            receipt, advice: t("initiatives.thanks.receipt.text"), check: checkAddress, t: t))
        <section class="telling"><h2>\(t("initiatives.thanks.share"))</h2>
        <p>\(t("initiatives.thanks.share.text"))</p>
        \(ShareLinks(initiative: initiative, visitor: visitor))</section>
        <section><h2>\(t("initiatives.thanks.next"))</h2>\(Timeline(steps, t: t))</section>
        </div>
        <p>\(ButtonLink(
            t("initiatives.notice.back"), to: visitor.spacePath(initiative.id.text),
            kind: .secondary))</p>
        """
    }

    /// What the organisers add: their words, and where they would have people go.
    var ofOrganisers: HTML { "\(message)\(onwards)" }

    private var campaign: Initiative.Campaign { initiative.dossier.campaign }

    /// What the organisers say to whoever has signed, in the reader's language or not at all.
    private var message: HTML {
        let language = visitor.visit.language.text
        guard let text = campaign.thanks[language] else { return .empty }
        return """
            <section><h2>\(t("initiatives.thanks.message"))</h2>\(Prose(text, language: language))</section>
            """
    }

    /// Where the organisers would have people go: a link with the name of its host, never a way that is taken by
    /// itself.
    private var onwards: HTML {
        guard let address = campaign.returnAddress, let path = Path(web: address) else {
            return .empty
        }
        let host = address.dropFirst("https://".count).prefix { !"/?#".contains($0) }
        return """
            <p><a href="\(url: path)" rel="noreferrer">\
            \(t("initiatives.thanks.onwards", ["host": .text(String(host))]))</a></p>
            """
    }

    /// The reader's own part is done; the first step of the others' has begun.
    private var steps: [Timeline.Entry] {
        let later = ["close", "verify", "answer"].map { name in
            step(name, .ahead)
        }
        return [step("count", .current)] + later
    }

    private func step(_ name: String, _ state: Timeline.State) -> Timeline.Entry {
        Timeline.Entry(title: t(MessageKey("initiatives.thanks.next", name)), state: state)
    }

    private var thanks: HTML {
        let title: HTML = """
            <strong lang="\(said.language)">\(said.title)</strong>
            """
        return t.markup("initiatives.thanks.text", ["title": title])
    }

    /// Whole, because it is printed.
    private var checkAddress: Path {
        let path = visitor.spacePath(initiative.id.text, "receipts", receipt)
        return Path(web: visitor.canonical(path)) ?? path
    }
}
