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

    var html: HTML {
        """
        <header class="hero"><h1>\(t("initiatives.thanks.title"))</h1>
        <p class="lead">\(thanks)</p></header>
        <div class="thanks">
        <section class="ticket"><h2>\(t("initiatives.thanks.receipt"))</h2>
        <p><code class="receipt" id="receipt" data-copy="\(t("initiatives.share.copy"))" \
        data-copied="\(t("initiatives.share.copied"))">\(ReceiptText(receipt))</code></p>
        <p>\(t("initiatives.thanks.receipt.text"))</p>
        <p><a href="\(url: checkAddress)">\(t("initiatives.thanks.receipt.link"))</a></p></section>
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
            <strong lang="\(initiative.language)">\(initiative.title)</strong>
            """
        return t.markup("initiatives.thanks.text", ["title": title])
    }

    /// Whole, because it is printed.
    private var checkAddress: Path {
        let path = visitor.spacePath(initiative.id.text, "receipts", receipt)
        return Path(web: visitor.canonical(path)) ?? path
    }
}

/// Where a receipt is checked.
struct ReceiptPage: Component {
    enum Finding: Hashable {
        case notAsked
        case counted(CivilDate)
        case unknown
    }

    let initiative: Initiative
    let receipt: String
    let finding: Finding
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(Breadcrumb(above: above, current: t("initiatives.receipt.check"), t: t))
        <h1>\(t("initiatives.receipt.check"))</h1>
        <p class="lead" lang="\(initiative.language)">\(initiative.title)</p>
        \(answer)
        <form class="narrow" method="get" action="\(url: visitor.spacePath(initiative.id.text, "receipts"))">
        \(TextField(
            FieldFrame(
                name: "receipt", label: t("initiatives.receipt.label"),
                hint: HTML(escaping: t("initiatives.receipt.hint"))),
            value: finding == .unknown ? receipt : "", autocomplete: "off", maximum: 40,
            isRequired: true))
        <p>\(Button(t("initiatives.receipt.submit")))</p>
        </form>
        <p><a href="\(url: visitor.spacePath(initiative.id.text))">\
        \(t("initiatives.notice.back"))</a></p>
        """
    }

    private var above: [NavigationLink] {
        [
            NavigationLink(path: visitor.spacePath(), label: visitor.listTitle),
            NavigationLink(
                path: visitor.spacePath(initiative.id.text),
                label: t("initiatives.page.crumb")
            ),
        ]
    }

    private var answer: HTML {
        switch finding {
        case .notAsked: return .empty
        case .counted(let day):
            let content: HTML = """
                <p><code class="receipt">\(ReceiptText(receipt))</code></p>
                <p>\(t("initiatives.receipt.counted.text"))</p>
                """
            return Notice(
                .success,
                title: t("initiatives.receipt.counted", ["date": .date(day)]),
                content: content
            ).html
        case .unknown:
            return Notice(
                .warning,
                title: t("initiatives.receipt.unknown"),
                content: "<p>\(t("initiatives.receipt.unknown.text"))</p>"
            ).html
        }
    }
}

/// A receipt in groups that people can read aloud.
struct ReceiptText: Component {
    private let groups: [String]

    init(_ receipt: String) {
        let characters = Array(receipt.uppercased().filter { $0 != "-" && $0 != " " })
        // One sign alone at the end would look like a slip, and be forgotten.
        let last = characters.count - characters.count % 5
        let isShort = characters.count > 5 && characters.count - last < 3
        let ends = stride(from: 5, through: last, by: 5).map { end in
            end == last && isShort ? characters.count : end
        }
        let starts = [0] + ends.dropLast()
        groups =
            zip(starts, ends).map { String(characters[$0..<$1]) }
            + (isShort || last == characters.count ? [] : [String(characters[last...])])
    }

    var html: HTML { HTML(escaping: groups.joined(separator: "-")) }
}
