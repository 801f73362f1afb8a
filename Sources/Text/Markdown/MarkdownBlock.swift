/// A part of a Markdown text that stands by itself.
package indirect enum MarkdownBlock: Hashable, Sendable {
    case paragraph([MarkdownInline])
    /// Levels begin at 1, and none is left out on the way down.
    case heading(level: Int, [MarkdownInline])
    /// `start` is the first number; nil for a list without numbers.
    case list(start: Int?, items: [[MarkdownBlock]])
    case quotation([MarkdownBlock])
    case code(String)
    case table(header: [[MarkdownInline]], rows: [[[MarkdownInline]]])
    case rule
}

/// A part of a line.
package indirect enum MarkdownInline: Hashable, Sendable {
    case text(String)
    case emphasis([MarkdownInline])
    case strong([MarkdownInline])
    case deleted([MarkdownInline])
    case code(String)
    /// An address as it was typed: whoever draws it knows which ones may be followed.
    case link(to: String, [MarkdownInline])
    case image(source: String, description: String)
    /// Where the writer began a new line on purpose.
    case lineBreak
}

extension MarkdownInline {
    /// What is read, without form.
    package var plainText: String {
        switch self {
        case .text(let text), .code(let text): text
        case .emphasis(let parts), .strong(let parts), .deleted(let parts), .link(_, let parts):
            parts.plainText
        case .image(_, let description): description
        case .lineBreak: "\n"
        }
    }
}

extension [MarkdownInline] {
    /// What is read, without form.
    package var plainText: String { map(\.plainText).joined() }
}

extension MarkdownBlock {
    /// What is read, without form: for searches, excerpts and letters.
    package var plainText: String {
        switch self {
        case .paragraph(let parts), .heading(_, let parts): parts.plainText
        case .list(_, let items):
            items.map { "– " + $0.map(\.plainText).joined(separator: "\n") }.joined(separator: "\n")
        case .quotation(let blocks): blocks.map(\.plainText).joined(separator: "\n")
        case .code(let text): text
        case .table(let header, let rows):
            ([header] + rows).map { $0.map(\.plainText).joined(separator: " ") }
                .joined(separator: "\n")
        case .rule: ""
        }
    }
}
