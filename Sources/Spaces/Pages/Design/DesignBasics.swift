import Localization
import Markup

/// Letters, colours, buttons, tags and messages.
struct DesignBasics {
    let t: Translator

    var sections: [DesignSection] {
        [
            DesignSection(id: "type", title: "Letters", content: letters),
            DesignSection(id: "colours", title: "Colours", content: colours),
            DesignSection(id: "buttons", title: "Buttons and links", content: buttons),
            DesignSection(id: "tags", title: "Tags", content: tags),
            DesignSection(id: "notices", title: "Notices", content: notices),
            DesignSection(id: "summary", title: "Error summary", content: summary),
            DesignSection(id: "empty", title: "Empty state", content: empty),
            DesignSection(id: "dialog", title: "Dialog", content: dialog),
            DesignSection(id: "qr-code", title: "QR code", content: code),
        ]
    }

    private var letters: HTML {
        """
        <p class="sample-h1">A million people in one square</p>
        <p class="lead">A lead says in one sentence why somebody should read on.</p>
        <h3>A heading of the third rank</h3>
        \(Prose("Text that people write has paragraphs.\n\n• and lists\n• of several points"))
        <blockquote><p>What somebody said stands a little apart.</p></blockquote>
        <p class="meta">Small print: 21 November 2026 · <code>ECI(2026)000001</code></p>
        <details><summary>What waits behind a heading</summary><div><p>It opens without a script.</p></div>\
        </details>
        """
    }

    private var colours: HTML {
        let names = [
            "paper", "card", "ink", "muted", "line", "edge", "accent", "soft", "tint", "gold",
            "good", "warn", "bad",
        ]
        let swatches = names.map { name -> HTML in
            """
            <li><svg class="swatch swatch-\(name)" viewBox="0 0 40 20" aria-hidden="true" \
            focusable="false"><rect width="40" height="20" rx="3"/></svg>\(name)</li>
            """
        }
        return "<ul class=\"swatches\">\(swatches)</ul>"
    }

    private var buttons: HTML {
        let kinds = ButtonKind.allCases
        let sending = kinds.map { Button($0.rawValue.capitalizedFirst, kind: $0).html }
        let still = kinds.map { kind in
            Button(kind.rawValue.capitalizedFirst, kind: kind, isDisabled: true).html
        }
        let links = kinds.map { kind in
            ButtonLink("\(kind.rawValue.capitalizedFirst) link", to: "#buttons", kind: kind).html
        }
        return """
            <form method="get" action="#buttons"><p>\(sending)</p><p>\(still)</p></form>
            <p>\(links)</p>
            <p>A <a href="#buttons">link in a sentence</a>, and
            <a href="mailto:someone@example.org">someone@example.org</a>.</p>
            """
    }

    private var tags: HTML {
        let all = Tag.Kind.allCases.map { Tag($0.rawValue.capitalizedFirst, kind: $0).html }
        return "<p class=\"tags\">\(all)</p>"
    }

    private var notices: HTML {
        let text: HTML = "<p>What it means, and what can be done about it.</p>"
        return """
            \(Notice(.information, title: "Something to know", content: text))
            \(Notice(.success, title: "It is done", content: text))
            \(Notice(.warning, title: "Something to look at", content: text))
            \(Notice(.error, title: "It did not work", content: text))
            """
    }

    private var summary: HTML {
        ErrorSummary(
            problems: [
                FieldProblem(field: "field-wrong-text", message: "Enter your town or city"),
                FieldProblem(field: "field-wrong-date", message: "Enter a date that exists"),
            ],
            takesFocus: false,
            t: t
        ).html
    }

    private var empty: HTML {
        EmptyState(
            title: "Nothing found",
            text: "Fewer words find more.",
            action: "<p>\(ButtonLink("Show everything", to: "#empty", kind: .secondary))</p>"
        ).html
    }

    private var dialog: HTML {
        Dialog(
            id: "sample-dialog",
            opener: "Open a dialog",
            title: "What happens to your data",
            content: "<p>Escape closes it; without a script it stands open in the page.</p>",
            t: t
        ).html
    }

    /// Says "parvis".
    private var code: HTML {
        let rows = [
            0x1FDB7F, 0x104141, 0x175E5D, 0x17585D, 0x174B5D, 0x105841, 0x1FD57F, 0x001C00,
            0x0AFDED,
            0x0910AB, 0x13FA7D, 0x0F3EFB, 0x18E8E9, 0x001CFB, 0x1FD15A, 0x105353, 0x1749C9,
            0x1758DB,
            0x1742F1, 0x105B10, 0x1FC88A,
        ]
        let modules = rows.map { row in (0..<21).map { row >> (20 - $0) & 1 == 1 } }
        return QRCodePicture(modules: modules, label: "A code for your phone, which says: parvis")
            .html
    }
}

extension String {
    /// `Primary` for `primary`.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
