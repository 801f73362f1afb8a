package import Localization
package import Markup

/// What somebody typed when it could not be taken: nothing is lost, one button sends it again.
package struct ResendPage: Component {
    private let title: String
    private let text: String
    private let fields: [(name: String, value: String)]
    private let path: Path
    private let first: ButtonLink?
    private let t: Translator

    /// `first` is what has to be done before, in another tab; `path` is where the form goes.
    package init(
        title: String,
        text: String,
        fields: [(name: String, value: String)],
        path: Path,
        first: ButtonLink? = nil,
        t: Translator
    ) {
        self.title = title
        self.text = text
        self.fields = fields
        self.path = path
        self.first = first
        self.t = t
    }

    package var html: HTML {
        let before: HTML = first.map { "<p>\($0.inNewTab)</p>" } ?? .empty
        let kind: ButtonKind = first == nil ? .primary : .secondary
        return """
            <div class="reading"><h1>\(title)</h1>
            \(Prose(text))\(before)
            \(ResendForm(fields: fields, path: path, kind: kind, t: t))</div>
            """
    }
}

/// Everything that was typed, behind one button.
struct ResendForm: Component {
    let fields: [(name: String, value: String)]
    let path: Path
    var kind = ButtonKind.primary
    let t: Translator

    var html: HTML {
        """
        <form method="post" action="\(url: path)">\(HiddenFields(fields))
        <p>\(Button(t("resend.button"), kind: kind))</p>
        </form>
        """
    }
}
