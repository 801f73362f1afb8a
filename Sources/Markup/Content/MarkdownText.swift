package import Text

/// What somebody wrote in Markdown, drawn part by part: each word is escaped, and nothing of it is
/// markup.
package struct MarkdownText: Component {
    private let document: MarkdownDocument
    private let topLevel: Int
    private let language: String?

    /// `topLevel` is that of the text's own first headings, below those of the page around it.
    package init(_ document: MarkdownDocument, topLevel: Int = 3, language: String? = nil) {
        self.document = document
        self.topLevel = topLevel
        self.language = language
    }

    package var html: HTML {
        let attribute: HTML = language.map { " lang=\"\($0)\"" } ?? .empty
        return """
            <div class="prose"\(attribute) dir="auto">\(blocks(document.blocks))</div>
            """
    }

    private func blocks(_ blocks: [MarkdownBlock]) -> HTML { "\(blocks.map(block))" }

    private func block(_ block: MarkdownBlock) -> HTML {
        switch block {
        case .paragraph(let parts): "<p>\(inlines(parts))</p>"
        case .heading(let level, let parts): heading(level, inlines(parts))
        case .list(nil, let items): "<ul>\(items.map(item))</ul>"
        case .list(1?, let items): "<ol>\(items.map(item))</ol>"
        case .list(let start?, let items): "<ol start=\"\(start)\">\(items.map(item))</ol>"
        case .quotation(let parts): "<blockquote>\(blocks(parts))</blockquote>"
        case .code(let text): "<pre><code>\(text)</code></pre>"
        case .table(let header, let rows): table(header, rows)
        case .rule: "<hr>"
        }
    }

    private func heading(_ level: Int, _ content: HTML) -> HTML {
        switch min(6, topLevel + level - 1) {
        case ...2: "<h2>\(content)</h2>"
        case 3: "<h3>\(content)</h3>"
        case 4: "<h4>\(content)</h4>"
        case 5: "<h5>\(content)</h5>"
        default: "<h6>\(content)</h6>"
        }
    }

    /// An item of one paragraph is a line; what stands between several keeps them apart.
    private func item(_ parts: [MarkdownBlock]) -> HTML {
        guard case .paragraph(let words)? = parts.first else { return "<li>\(blocks(parts))</li>" }
        let rest = Array(parts.dropFirst())
        let first = inlines(words)
        return rest.isEmpty
            ? "<li>\(first)</li>" : "<li><p>\(first)</p>\(blocks(rest))</li>"
    }

    private func table(_ header: [[MarkdownInline]], _ rows: [[[MarkdownInline]]]) -> HTML {
        let head = header.map { cell -> HTML in "<th scope=\"col\">\(inlines(cell))</th>" }
        let body = rows.map { row -> HTML in
            "<tr>\(row.map { cell -> HTML in "<td>\(inlines(cell))</td>" })</tr>"
        }
        return "<table><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>"
    }

    private func inlines(_ parts: [MarkdownInline]) -> HTML { "\(parts.map(inline))" }

    private func inline(_ part: MarkdownInline) -> HTML {
        switch part {
        case .text(let text): HTML(escaping: text)
        case .emphasis(let parts): "<em>\(inlines(parts))</em>"
        case .strong(let parts): "<strong>\(inlines(parts))</strong>"
        case .deleted(let parts): "<del>\(inlines(parts))</del>"
        case .code(let text): "<code>\(text)</code>"
        case .link(let address, let parts): link(address, inlines(parts))
        case .image(let source, let description): image(source, description)
        case .lineBreak: "<br>"
        }
    }

    /// Whoever follows it tells nobody where from, and no search engine counts it for us.
    private func link(_ address: String, _ content: HTML) -> HTML {
        guard let path = Path(web: address) else { return content }
        return "<a href=\"\(url: path)\" rel=\"nofollow ugc noreferrer\">\(content)</a>"
    }

    /// Of this site alone: any other would learn who reads.
    private func image(_ source: String, _ description: String) -> HTML {
        guard let path = Path(local: source) else { return HTML(escaping: description) }
        return "<img src=\"\(url: path)\" alt=\"\(description)\" loading=\"lazy\">"
    }
}
