/// One secret, to be read from this screen and typed on another.
package struct SecretCode: Component {
    private let text: String

    package init(_ text: String) { self.text = text }

    package var html: HTML {
        """
        <code class="secret">\(text)</code>
        """
    }
}

/// Several secrets to be kept on paper; the print of a page that has them shows little else.
///
/// A script (`Public/js/account.js`) adds buttons that copy and print them, with the words given here.
package struct CodeSheet: Component {
    private let codes: [String]
    private let copy: String
    private let copied: String
    private let print: String

    package init(_ codes: [String], copy: String, copied: String, print: String) {
        self.codes = codes
        self.copy = copy
        self.copied = copied
        self.print = print
    }

    package var html: HTML {
        let items = codes.map { code -> HTML in "<li><code>\(code)</code></li>" }
        return """
            <ul class="codes" data-copy="\(copy)" data-copied="\(copied)" data-print="\(print)">\
            \(items)</ul>
            """
    }
}
