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
        guard text.utf8.contains(where: Self.mayEndLine) else {
            // Nearly every text has one kind of line ends, and is long.
            return text.utf8.split(
                separator: UInt8(ascii: "\n"),
                omittingEmptySubsequences: false
            ).map { Substring($0) }
        }
        return text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    /// Whether a byte can belong to an end of a line that is no line feed (Unicode, UAX #14: BK, CR, NL).
    private static func mayEndLine(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x0B...0x0D: true
        // U+0085, U+2028 and U+2029 begin so.
        case 0xC2, 0xE2: true
        default: false
        }
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
