import Kernel
import Localization
import Markup
import Web

/// Where a receipt is checked.
struct ReceiptCheckPage: Component {
    enum Finding: Hashable {
        case notAsked
        case counted(CivilDate)
        case unknown
    }

    let place: ReceiptPlace
    let words: ReceiptPages.Words
    let receipt: String
    let finding: Finding
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(Breadcrumb(above: place.above, current: t("receipt.check"), t: t))
        <h1>\(t("receipt.check"))</h1>
        <p class="lead" lang="\(place.language)">\(place.title)</p>
        \(answer)
        <form class="narrow" method="get" action="\(url: visitor.spacePath(place.id, "receipts"))">
        \(TextField(
            FieldFrame(
                name: "receipt", label: t("receipt.label"),
                hint: HTML(escaping: t("receipt.hint"))),
            value: finding == .unknown ? receipt : "", autocomplete: "off", maximum: 40,
            isRequired: true))
        <p>\(Button(t("receipt.submit")))</p>
        </form>
        <p><a href="\(url: visitor.spacePath(place.id))">\(place.back)</a></p>
        """
    }

    private var answer: HTML {
        switch finding {
        case .notAsked: return .empty
        case .counted(let day):
            let content: HTML = """
                <p><code class="receipt">\(ReceiptText(receipt))</code></p>
                <p>\(t(words("counted.text")))</p>
                """
            return Notice(
                .success,
                title: t(words("counted"), ["date": .date(day)]),
                content: content
            ).html
        case .unknown:
            return Notice(
                .warning,
                title: t(words("unknown")),
                content: "<p>\(t(words("unknown.text")))</p>"
            ).html
        }
    }
}
