/// The state of something in a word or two; the word says it, the colour only repeats it.
package struct Tag: Component {
    package enum Kind: String, CaseIterable, Sendable {
        case neutral
        /// Something can be done now.
        case open
        /// Something will be possible.
        case upcoming
        /// Something came of it.
        case answered
        /// It was taken back.
        case withdrawn
    }

    private let text: String
    private let kind: Kind

    package init(_ text: String, kind: Kind = .neutral) {
        self.text = text
        self.kind = kind
    }

    package var html: HTML {
        """
        <span class="tag tag-\(kind.rawValue)">\(text)</span>
        """
    }
}
