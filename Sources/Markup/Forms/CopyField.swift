package import Localization

/// A text to select and take along: an address, a piece of code.
///
/// A script (`Public/js/copy.js`) adds a button that copies it.
package struct CopyField: Component {
    private let frame: FieldFrame
    private let text: String
    private let t: Translator

    package init(_ frame: FieldFrame, text: String, t: Translator) {
        self.frame = frame
        self.text = text
        self.t = t
    }

    /// With its label and its hint under these words: the hint under `hint`.
    package init(_ name: String, words: MessageKey, text: String, t: Translator) {
        let hint = HTML(escaping: t(MessageKey(words, "hint")))
        self.init(FieldFrame(name: name, label: t(words), hint: hint), text: text, t: t)
    }

    package var html: HTML {
        frame.wrap(
            """
            <input class="code" id="\(frame.id)" type="text" readonly value="\(text)" dir="ltr" \
            data-copy="\(t("copy.action"))" \
            data-copied="\(t("copy.done"))"\(frame.attributes)>
            """
        )
    }
}
