import Kernel
import Localization
import Markup

/// A letter as HTML: no picture, no script, nothing that is fetched when it is opened.
///
/// Mail programs read no style sheet, so this is the one place where styles stand in the markup.
struct LetterHTML: Component {
    let letter: Letter
    let head: Letterhead
    let t: Translator

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="\(letter.language.text)" dir="\(t.direction)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light">
        <title>\(letter.subject)</title>
        </head>
        <body style="margin: 0; padding: 0; background-color: #f3f4f7;">
        <div style="max-width: 36em; margin: 0 auto; padding: 24px 16px; \(Self.font)">
        <p style="margin: 0 0 12px; font-weight: bold; color: #\(head.accent);">\(institution)</p>
        <div style="padding: 24px; background-color: #ffffff; border-top: 4px solid #\(head.accent);">
        \(letter.blocks.map(markup))\
        </div>
        <p style="margin: 16px 0 0; font-size: 13px; color: #555b66;">\(footer)\(stop)</p>
        </div>
        </body>
        </html>

        """
    }

    private var institution: String { head.institution.text(in: t.language) }

    private var footer: String { t("mail.footer", ["institution": .text(institution)]) }

    private var stop: HTML {
        guard let address = letter.stop?.address, let path = Path(web: address) else {
            return .empty
        }
        return """
            <br><a href="\(url: path)" style="color: #555b66;">\(t("mail.stop.link"))</a>
            """
    }

    private func markup(of block: Letter.Block) -> HTML {
        switch block {
        case .paragraph(let text):
            """
            <p style="margin: 0 0 16px;">\(text)</p>

            """
        case .button(let label, let address): button(label, address)
        case .code(let code):
            """
            <p style="margin: 0 0 16px; font-size: 24px; letter-spacing: 2px; \(Self.code)">\(code)</p>

            """
        case .small(let text):
            """
            <p style="margin: 0 0 16px; font-size: 14px; color: #555b66;">\(text)</p>

            """
        }
    }

    private func button(_ label: String, _ address: String) -> HTML {
        // The outbox took it as an address of the web; anything else would not be a link.
        guard let path = Path(web: address) else { return "" }
        return """
            <p style="margin: 24px 0;"><a href="\(url: path)" style="\(Self.anchor) \
            background-color: #\(head.accent);">\(label)</a></p>
            <p style="margin: 0 0 16px; font-size: 14px; color: #555b66;">\(t("mail.link"))<br>
            <a href="\(url: path)" style="color: #\(head.accent); word-break: break-all;">\
            \(address)</a></p>

            """
    }

    private static let font = """
        font-family: system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; \
        font-size: 16px; line-height: 1.5; color: #1b1f27;
        """
    private static let code = "font-family: ui-monospace, Consolas, monospace;"
    private static let anchor = """
        display: inline-block; padding: 12px 20px; border-radius: 4px; font-weight: bold; \
        color: #ffffff; text-decoration: none;
        """
}
