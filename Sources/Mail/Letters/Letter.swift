package import Kernel
import Localization
import Markup

/// Something to be told to one person by mail, in their language; how it looks is the template's.
package struct Letter: Sendable, Codable, Hashable {
    /// The address, as the person gave it.
    package let recipient: String
    private let languageText: String
    package let subject: String
    package let blocks: [Block]
    /// Whose doing it is, and so which budget of the address it uses.
    package let cause: Cause
    /// How its reader ends letters of its kind; nil for what has to be told.
    package let stop: Stop?
    /// For how many milliseconds it is worth reading; a letter that waited longer is not sent.
    let lifetimeMilliseconds: Int64

    /// A part of a letter, from the top to the bottom.
    package enum Block: Sendable, Codable, Hashable {
        case paragraph(String)
        /// What the letter is for: an address on the institution's site, with what happens there.
        case button(label: String, address: String)
        /// Something to be typed elsewhere.
        case code(String)
        /// What matters less: how long a link works, what to do when one did not ask for it.
        case small(String)
    }

    /// An address that ends letters of one kind, opened or sent to, without a session (RFC 8058).
    package struct Stop: Sendable, Codable, Hashable {
        package let address: String

        package init(address: String) { self.address = address }
    }

    /// `lifetime` is a day at most: that long sending is tried.
    ///
    /// Signs that nobody sees, or that turn the direction of what follows, are left out of all texts:
    /// a name in a letter shows as it was typed or not at all.
    package init(
        to recipient: String,
        language: LanguageTag,
        cause: Cause,
        subject: String,
        blocks: [Block],
        stop: Stop? = nil,
        lifetime: Duration = .milliseconds(Limits.letterMilliseconds)
    ) {
        self.recipient = recipient
        languageText = language.text
        self.cause = cause
        self.subject = PlainText.visible(subject)
        self.blocks = blocks.map(\.visible)
        self.stop = stop
        lifetimeMilliseconds = min(
            Limits.letterMilliseconds,
            Instant(milliseconds: 0).adding(lifetime).milliseconds
        )
    }

    package var language: LanguageTag { LanguageTag(languageText) ?? .english }

    /// The addresses that it asks to open.
    package var links: [String] {
        blocks.compactMap { block in
            if case .button(_, let address) = block { address } else { nil }
        }
    }
}

extension Letter {
    /// Whether it is as short as ours are, and links to the web alone.
    var isFit: Bool {
        let texts = blocks.flatMap { block in
            switch block {
            case .paragraph(let text), .code(let text), .small(let text): [text]
            case .button(let label, let address): [label, address]
            }
        }
        let bytes = texts.reduce(subject.utf8.count) { $0 + $1.utf8.count }
        return bytes <= Limits.letterBytes && subject.utf8.count <= Limits.letterSubjectBytes
            && (links + [stop?.address].compactMap(\.self)).allSatisfy { Path(web: $0) != nil }
            && (stop?.address.utf8.allSatisfy { $0 < 0x7F && $0 != UInt8(ascii: ">") } ?? true)
    }

    /// The same with the sentence that it happened more than once, when it did.
    func happened(_ times: Int, _ t: Translator) -> Letter {
        guard times > 1 else { return self }
        return Letter(
            to: recipient,
            language: language,
            cause: cause,
            subject: subject,
            blocks: blocks + [.paragraph(t("mail.times", ["count": .number(times)]))],
            stop: stop,
            lifetime: .milliseconds(lifetimeMilliseconds)
        )
    }
}

extension Letter.Block {
    fileprivate var visible: Letter.Block {
        switch self {
        case .paragraph(let text): .paragraph(PlainText.visible(text))
        case .button(let label, let address):
            .button(label: PlainText.visible(label), address: address)
        case .code(let text): .code(text)
        case .small(let text): .small(PlainText.visible(text))
        }
    }
}
