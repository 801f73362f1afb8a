/// What a button or a link that looks like one means to the reader.
package enum ButtonKind: String, CaseIterable, Sendable {
    /// What the page is for; one on a page.
    case primary
    case secondary
    /// Something small beside other things.
    case quiet
    /// What cannot be undone.
    case danger

    var classes: String { self == .primary ? "button" : "button button-\(rawValue)" }
}

/// A button that sends its form.
package struct Button: Component {
    private let label: String
    private let subject: String
    private let kind: ButtonKind
    private let id: String?
    private let name: String?
    private let value: String
    private let isDisabled: Bool

    /// With a name, the form says which of its buttons sent it.
    ///
    /// The subject is for who hears the page: whose, where several buttons say the same.
    package init(
        _ label: String,
        of subject: String = "",
        kind: ButtonKind = .primary,
        id: String? = nil,
        name: String? = nil,
        value: String = "",
        isDisabled: Bool = false
    ) {
        self.label = label
        self.subject = subject
        self.kind = kind
        self.id = id
        self.name = name
        self.value = value
        self.isDisabled = isDisabled
    }

    package var html: HTML {
        let identity: HTML = id.map { " id=\"\($0)\"" } ?? .empty
        let sent: HTML = name.map { " name=\"\($0)\" value=\"\(value)\"" } ?? .empty
        return """
            <button class="\(kind.classes)"\(identity)\(sent)\
            \(attribute: "disabled", when: isDisabled)>\(label)\(Unseen(subject))</button>
            """
    }
}

/// A link that looks like a button, because following it is the next step.
package struct ButtonLink: Component {
    private let label: String
    private let subject: String
    private let path: Path
    private let kind: ButtonKind
    private let extraClass: String

    package init(
        _ label: String,
        of subject: String = "",
        to path: Path,
        kind: ButtonKind = .primary,
        extraClass: String = ""
    ) {
        self.label = label
        self.subject = subject
        self.path = path
        self.kind = kind
        self.extraClass = extraClass
    }

    package var html: HTML {
        """
        <a class="\(kind.classes)\(" \(extraClass)", when: !extraClass.isEmpty)" \
        href="\(url: path)">\(label)\(Unseen(subject))</a>
        """
    }

    /// The same in a tab of its own, so that the page it stands on stays as it is.
    package var inNewTab: HTML {
        """
        <a class="\(kind.classes)\(" \(extraClass)", when: !extraClass.isEmpty)" \
        href="\(url: path)" target="_blank" rel="noopener">\(label)</a>
        """
    }
}

/// Words that are heard and not seen, after others.
private struct Unseen: Component {
    private let words: String

    init(_ words: String) { self.words = words }

    var html: HTML {
        guard !words.isEmpty else { return .empty }
        return """
             <span class="visually-hidden">\(words)</span>
            """
    }
}
