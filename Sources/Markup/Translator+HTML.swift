package import Localization

extension Translator {
    /// A message with markup in the place of a value, such as a link.
    ///
    /// Names found in `markup` are put in as they are, all other values are escaped.
    package func markup(
        _ key: MessageKey,
        _ markup: [String: HTML],
        _ values: MessageValues = [:]
    ) -> HTML {
        pieces(key, values).reduce(.empty) { html, piece in
            guard piece.isPlaceholder else { return html + HTML(escaping: piece.text) }
            return html + (markup[piece.text] ?? HTML(escaping: "{{\(piece.text)}}"))
        }
    }
}
