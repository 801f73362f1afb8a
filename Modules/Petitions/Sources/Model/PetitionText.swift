import Kernel
import Text

/// What a petition says, as its author typed it: one line of title, and a text in Markdown.
struct PetitionText: Sendable, Hashable {
    /// Which part of it a form is about.
    enum Part: String, Sendable, CaseIterable {
        case title
        case body
    }

    /// What is wrong with a part.
    enum Problem: String, Sendable {
        case missing
        case long
    }

    /// One line, whatever was pasted.
    static func title(typed: String) -> String { PlainText.writtenLine(typed) }

    /// Without white space around it, and with line ends of one kind.
    ///
    /// Four spaces at the beginning of a line are Markdown, so the first line keeps its own.
    static func body(typed: String) -> String {
        var text = Substring(PlainText.written(typed))
        while let end = text.firstIndex(of: "\n"), text[..<end].allSatisfy(\.isWhitespace) {
            text = text[text.index(after: end)...]
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.allSatisfy(\.isWhitespace) ? "" : String(text)
    }

    /// What a title cannot be; one that is only signs nobody sees is none.
    static func problem(ofTitle title: String) -> Problem? {
        guard !title.isEmpty else { return .missing }
        let isShort =
            title.count <= Limits.petitionTitleCharacters
            && title.unicodeScalars.count <= Limits.petitionTitleScalars
        return isShort ? nil : .long
    }

    /// What a text cannot be; a draft may have none yet.
    static func problem(ofBody body: String) -> Problem? {
        let isShort =
            body.count <= Limits.petitionBodyCharacters
            && body.utf8.count <= MarkdownDocument.maximumBytes
        return isShort ? nil : .long
    }

    /// The text taken apart for pages: pictures and links stand in it as the words that they show.
    static func document(_ body: String) -> MarkdownDocument {
        MarkdownDocument(body, rules: MarkdownRules(hasLinks: false, hasImages: false))
            ?? MarkdownDocument.nothing
    }

    /// What is read of a text, without form: for excerpts, searches and whoever moderates.
    static func plain(_ body: String) -> String { document(body).plainText }
}

extension MarkdownDocument {
    /// Of a text that is too long to be read, which no petition keeps.
    fileprivate static let nothing: MarkdownDocument = {
        guard let empty = MarkdownDocument("") else { preconditionFailure("nothing is short") }
        return empty
    }()
}
