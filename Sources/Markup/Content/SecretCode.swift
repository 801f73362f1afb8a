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
package struct CodeSheet: Component {
    private let codes: [String]

    package init(_ codes: [String]) { self.codes = codes }

    package var html: HTML {
        let items = codes.map { code -> HTML in "<li><code>\(code)</code></li>" }
        return """
            <ul class="codes">\(items)</ul>
            """
    }
}
