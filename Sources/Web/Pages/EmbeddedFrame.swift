import Markup

/// The code by which another site shows a page of this one that may be framed: see ``PageBuilder``.
package struct EmbeddedFrame: Sendable {
    /// Enough for a title of five lines at 280 pixels.
    package static let height = 480

    /// For a page that is not ours: it has no style sheet that could take the border away.
    package let code: String

    /// `address` is whole, because it is read elsewhere.
    package init(of address: String, title: String) {
        let frame: HTML = """
            <iframe src="\(address)" title="\(title)" width="100%" \
            height="\(Self.height)" style='border:0;max-width:30rem' loading="lazy"></iframe>
            """
        code = frame.text
    }
}
