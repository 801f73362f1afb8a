package import Kernel

/// A subject as lists of other components show it.
package struct SubjectCard: Sendable, Hashable {
    package let title: String
    package let excerpt: String
    /// In which language it is written, where that is known.
    package let language: String?
    /// Nil for what has no author, or whose author has left.
    package let author: Member.ID?
    /// Where it stands, below its space.
    package let path: [String]
    /// Whether visitors see it.
    package let isPublic: Bool
    /// Whether its author took it back: then it has no title and no text any more.
    package let isWithdrawn: Bool

    package init(
        title: String,
        excerpt: String,
        language: String? = nil,
        author: Member.ID?,
        path: [String],
        isPublic: Bool,
        isWithdrawn: Bool = false
    ) {
        self.title = title
        self.excerpt = excerpt
        self.language = language
        self.author = author
        self.path = path
        self.isPublic = isPublic
        self.isWithdrawn = isWithdrawn
    }
}

/// All that readers see of a subject, and what stands around it: what a moderator has to read.
package struct SubjectWhole: Sendable, Hashable {
    /// Title, text and whatever else people wrote of it, each a paragraph or more of plain text.
    package let texts: [String]
    /// What it answers and what stands beside it, in the order in which readers find them; without itself.
    package let thread: [Voice]

    package init(texts: [String], thread: [Voice] = []) {
        self.texts = texts
        self.thread = thread
    }

    /// Something that stands around it.
    package struct Voice: Sendable, Hashable {
        package let author: Member.ID?
        package let text: String
        /// Whether somebody wrote it: what an institution publishes has no author, and nobody who left.
        package let isSigned: Bool
        /// Whether it stands before the subject: what that answers.
        package let isBefore: Bool

        package init(
            author: Member.ID?,
            text: String,
            isSigned: Bool = true,
            isBefore: Bool = true
        ) {
            self.author = author
            self.text = text
            self.isSigned = isSigned
            self.isBefore = isBefore
        }
    }
}
