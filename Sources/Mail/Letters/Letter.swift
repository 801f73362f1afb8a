package import Kernel

/// Something to be told to one person by mail, in their language; how it looks is the template's.
package struct Letter: Sendable, Codable, Hashable {
    /// The address, as the person gave it.
    package let recipient: String
    private let languageText: String
    package let subject: String
    package let blocks: [Block]
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

    /// `lifetime` is a day at most: that long sending is tried.
    package init(
        to recipient: String,
        language: LanguageTag,
        subject: String,
        blocks: [Block],
        lifetime: Duration = .milliseconds(Limits.letterMilliseconds)
    ) {
        self.recipient = recipient
        languageText = language.text
        self.subject = subject
        self.blocks = blocks
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
