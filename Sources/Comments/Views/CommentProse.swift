import Kernel
import Markup

/// What somebody wrote as plain text: paragraphs, each in the direction of its script, and addresses as links
/// for which nobody here answers.
struct CommentProse: Component {
    let text: String
    /// Nil where it is the page's, or unknown.
    let language: LanguageTag?

    /// `page` is the language of the page on which it stands.
    init(_ text: String, in language: LanguageTag?, on page: LanguageTag) {
        self.text = text
        self.language = language == page ? nil : language
    }

    var html: HTML {
        let attribute: HTML = language.map { " lang=\"\($0.text)\"" } ?? .empty
        return "<div class=\"prose\"\(attribute)>\(paragraphs.map(paragraph))</div>"
    }

    /// Lines between blank ones.
    private var paragraphs: [[Substring]] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map(Array.init)
    }

    private func paragraph(_ lines: [Substring]) -> HTML {
        let marked = lines.enumerated().map { index, line -> HTML in
            index == 0 ? linked(line) : "<br>\(linked(line))"
        }
        return "<p dir=\"auto\">\(marked)</p>"
    }

    private func linked(_ line: Substring) -> HTML {
        guard line.contains("://") else { return HTML(escaping: String(line)) }
        var parts: [HTML] = []
        var rest = line
        while !rest.isEmpty {
            let space = rest.prefix(while: \.isWhitespace)
            rest = rest[space.endIndex...]
            let word = rest.prefix { !$0.isWhitespace }
            rest = rest[word.endIndex...]
            parts.append(HTML(escaping: String(space)))
            parts.append(link(word))
        }
        return "\(parts)"
    }

    /// An address without what stands around it in a sentence.
    private func link(_ word: Substring) -> HTML {
        let starts = ["https://", "http://"].compactMap { word.firstRange(of: $0)?.lowerBound }
        guard let start = starts.min() else { return HTML(escaping: String(word)) }
        var end = word.endIndex
        while end > start, Self.closing.contains(word[word.index(before: end)]) {
            end = word.index(before: end)
        }
        let address = String(word[start..<end])
        guard let path = Path(web: address) else { return HTML(escaping: String(word)) }
        return """
            \(String(word[..<start]))<a href="\(url: path)" rel="nofollow ugc noreferrer">\
            \(address)</a>\(String(word[end...]))
            """
    }

    private static let closing: Set<Character> = [
        ".", ",", ";", ":", "!", "?", ")", "]", "}", "»", "”", "’", "\"", "'", ">",
    ]
}
