/// One line of text.
package struct TextField: Component {
    /// What is typed, as browsers and their keyboards know it.
    package enum Kind: String, Sendable {
        case text
        case email
        /// Shown as dots, and never given back by the server.
        case password
    }

    private let frame: FieldFrame
    private let value: String
    private let autocomplete: String
    private let inputMode: String
    private let maximum: Int
    private let isRequired: Bool
    private let width: String
    private let kind: Kind

    /// `maximum` is in characters; `width` is a class of the style sheet: `short`, `medium`, `full`.
    package init(
        _ frame: FieldFrame,
        value: String,
        autocomplete: String,
        inputMode: String = "text",
        maximum: Int,
        isRequired: Bool,
        width: String = "full",
        kind: Kind = .text
    ) {
        self.frame = frame
        self.value = value
        self.autocomplete = autocomplete
        self.inputMode = inputMode
        self.maximum = maximum
        self.isRequired = isRequired
        self.width = width
        self.kind = kind
    }

    package var html: HTML {
        frame.wrap(
            """
            <input class="\(width)" id="\(frame.id)" name="\(frame.name)" type="\(kind.rawValue)" \
            value="\(value)" maxlength="\(maximum)" autocomplete="\(autocomplete)" \
            inputmode="\(inputMode)" spellcheck="false" dir="auto"\
            \(attribute: "required", when: isRequired)\(frame.attributes)>
            """
        )
    }
}
