import Kernel

/// What somebody typed as a comment: plain text that shows what it is.
package struct CommentText: Sendable, Hashable {
    package let text: String

    package enum Problem: Error, Sendable, Hashable {
        case empty
        case tooLong
    }

    /// Without white space around it, and with line ends of one kind.
    ///
    /// Of an emoji that is put together of several everything stays; signs that nobody sees go elsewhere.
    package init(typed: String) throws(Problem) {
        guard typed.utf8.count <= Limits.commentFormBytes else { throw .tooLong }
        let start = PlainText.written(typed).drop(while: \.isWhitespace)
        let spaces = start.reversed().prefix(while: \.isWhitespace).count
        let text = String(start.dropLast(spaces))
        guard !text.isEmpty else { throw .empty }
        guard text.count <= Limits.commentCharacters, text.utf8.count <= Limits.commentBytes else {
            throw .tooLong
        }
        self.text = text
    }
}
