/// The name of a message in the catalogues: `initiatives.sign.thanks`.
package struct MessageKey: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let text: String

    package init(stringLiteral text: String) {
        self.text = text
    }

    /// For keys that end in a name from data: a state, a kind of number.
    ///
    /// The catalogue test knows these prefixes; see `CatalogueTests`.
    package init(_ prefix: MessageKey, _ suffix: String) {
        text = prefix.text + "." + suffix
    }

    package var description: String { text }
}
