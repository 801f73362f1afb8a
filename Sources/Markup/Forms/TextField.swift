/// One line of text.
package struct TextField: Component {
    /// What is typed, as browsers and their keyboards know it.
    package enum Kind: String, Sendable {
        case text
        case email
        /// Shown as dots, and never given back by the server.
        case password
    }

    /// The words with which a script offers to show a password and to hide it again.
    ///
    /// Short on the button, whole for whoever hears it; the page itself comes without the button.
    package struct Reveal: Sendable {
        let show: String
        let hide: String
        let showLabel: String
        let hideLabel: String

        package init(show: String, hide: String, showLabel: String, hideLabel: String) {
            self.show = show
            self.hide = hide
            self.showLabel = showLabel
            self.hideLabel = hideLabel
        }

        var attributes: HTML {
            """
             data-show="\(show)" data-hide="\(hide)" data-show-label="\(showLabel)" \
            data-hide-label="\(hideLabel)"
            """
        }
    }

    private let frame: FieldFrame
    private let value: String
    private let autocomplete: String
    private let inputMode: String
    private let maximum: Int
    private let isRequired: Bool
    private let width: String
    private let kind: Kind
    private let reveal: Reveal?

    /// `maximum` is in characters; `width` is a class of the style sheet: `short`, `medium`, `full`.
    package init(
        _ frame: FieldFrame,
        value: String,
        autocomplete: String,
        inputMode: String = "text",
        maximum: Int,
        isRequired: Bool,
        width: String = "full",
        kind: Kind = .text,
        reveal: Reveal? = nil
    ) {
        self.frame = frame
        self.value = value
        self.autocomplete = autocomplete
        self.inputMode = inputMode
        self.maximum = maximum
        self.isRequired = isRequired
        self.width = width
        self.kind = kind
        self.reveal = reveal
    }

    package var html: HTML {
        frame.wrap(
            """
            <input class="\(width)" id="\(frame.id)" name="\(frame.name)" type="\(kind.rawValue)" \
            value="\(value)" maxlength="\(maximum)" autocomplete="\(autocomplete)" \
            inputmode="\(inputMode)" spellcheck="false" dir="auto"\
            \(attribute: "required", when: isRequired)\(reveal?.attributes ?? .empty)\
            \(frame.attributes)>
            """
        )
    }
}
