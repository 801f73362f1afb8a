/// Plain text that people wrote, as paragraphs.
///
/// A blank line ends a paragraph, a single line break stays one, and lines that begin with a bullet
/// are a list.
package struct Prose: Component {
    private let text: String
    private let language: String?

    package init(_ text: String, language: String? = nil) {
        self.text = text
        self.language = language
    }

    package var html: HTML {
        let attribute: HTML = language.map { " lang=\"\($0)\"" } ?? .empty
        return """
            <div class="prose"\(attribute)>\(blocks.map(markup))</div>
            """
    }

    private var paragraphs: [[Substring]] {
        lines.split { $0.allSatisfy(\.isWhitespace) }.map(Array.init)
    }

    private var lines: [Substring] {
        guard !hasOtherLineEnds else {
            return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        }
        // Nearly every text has one kind of line ends, and is long.
        return text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { Substring($0) }
    }

    /// Whether something else than a line feed ends a line (Unicode, UAX #14: BK, CR, NL).
    private var hasOtherLineEnds: Bool {
        var last: (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            switch (last.0, last.1, byte) {
            case (_, _, 0x0B...0x0D), (_, 0xC2, 0x85), (0xE2, 0x80, 0xA8...0xA9): return true
            default: last = (last.1, byte)
            }
        }
        return false
    }

    private var blocks: [Block] {
        paragraphs.reduce(into: []) { blocks, lines in
            let isList = lines.allSatisfy { $0.hasPrefix(Self.bullet) }
            guard isList else {
                blocks.append(.paragraph(lines))
                return
            }
            let items = lines.map { $0.dropFirst(Self.bullet.count) }
            if case .list(let before) = blocks.last {
                blocks[blocks.count - 1] = .list(before + items)
            } else {
                blocks.append(.list(items))
            }
        }
    }

    private enum Block {
        case paragraph([Substring])
        case list([Substring])
    }

    private func markup(_ block: Block) -> HTML {
        switch block {
        case .paragraph(let lines):
            let marked = lines.map { HTML(escaping: String($0)) }
            let joined = marked.dropFirst().reduce(marked.first ?? .empty) { $0 + "<br>" + $1 }
            return "<p>\(joined)</p>"
        case .list(let items):
            return "<ul>\(items.map { item -> HTML in "<li>\(String(item))</li>" })</ul>"
        }
    }

    private static let bullet = "• "
}
