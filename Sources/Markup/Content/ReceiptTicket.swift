package import Localization

/// A receipt as it is handed over: to be copied, kept and checked.
package struct ReceiptTicket: Component {
    private let receipt: String
    private let advice: String
    private let check: Path
    private let t: Translator

    /// - Parameters:
    ///   - advice: What it is good for, and what it does not tell.
    ///   - check: Where it is checked: a whole address, because it is printed.
    package init(_ receipt: String, advice: String, check: Path, t: Translator) {
        self.receipt = receipt
        self.advice = advice
        self.check = check
        self.t = t
    }

    package var html: HTML {
        """
        <section class="ticket"><h2>\(t("receipt.title"))</h2>
        <p><code class="receipt" id="receipt" data-copy="\(t("copy.action"))" \
        data-copied="\(t("copy.done"))">\(ReceiptText(receipt))</code></p>
        <p>\(advice)</p>
        <p><a href="\(url: check)">\(t("receipt.link"))</a></p></section>
        """
    }
}
