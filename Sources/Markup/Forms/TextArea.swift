package import Localization

/// Several lines of text, with how long they may be.
///
/// The limit is always said in words; a script (`Public/js/counter.js`) turns the same line into
/// what is left, so nothing moves. Typing past it is allowed, because cutting a pasted text short
/// in silence loses it: the answer says what is too long.
package struct TextArea: Component {
    private let frame: FieldFrame
    private let value: String
    private let maximum: Int
    private let countsSpaces: Bool
    private let rows: Int
    private let isRequired: Bool
    private let t: Translator

    /// Where the law counts no spaces, nor does the line below.
    package init(
        _ frame: FieldFrame,
        value: String,
        maximum: Int,
        countsSpaces: Bool = true,
        rows: Int = 6,
        isRequired: Bool,
        t: Translator
    ) {
        self.frame = frame
        self.value = value
        self.maximum = maximum
        self.countsSpaces = countsSpaces
        self.rows = rows
        self.isRequired = isRequired
        self.t = t
    }

    package var html: HTML {
        let counter = frame.id + "-count"
        // A line break straight after the tag is no part of the text, so that one which was typed
        // there stays.
        return frame.wrap(
            """
            <textarea id="\(frame.id)" name="\(frame.name)" rows="\(rows)" dir="auto" \
            autocomplete="off" data-maximum="\(maximum)"\
            \(" data-spaces=\"no\"", when: !countsSpaces)\
            \(attribute: "required", when: isRequired)\(frame.attributes(and: counter))>
            \(value)</textarea>
            <span class="hint count" id="\(counter)" \
            data-left="\(t("form.count.left", ["number": .text("#")]))" \
            data-over="\(t("form.count.over", ["number": .text("#")]))">\
            \(t("form.count.limit", ["maximum": .number(maximum)]))</span>
            """
        )
    }
}
