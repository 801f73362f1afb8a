package import Kernel

/// What a member files or edits, as moderation looks at it: in the transaction that stores it.
package struct Submission: Sendable {
    package let subject: Subject
    package let author: Member.ID
    /// Everything that people would read of it.
    package let texts: [String]
    package let language: LanguageTag?
    /// Whether it changes what was admitted before.
    package let isEdit: Bool

    package init(
        subject: Subject,
        author: Member.ID,
        texts: [String],
        language: LanguageTag? = nil,
        isEdit: Bool = false
    ) {
        self.subject = subject
        self.author = author
        self.texts = texts
        self.language = language
        self.isEdit = isEdit
    }
}

/// What becomes of it.
package enum Admission: Sendable, Hashable {
    /// Everybody sees it at once; a rule may have opened a case about it.
    case published(labels: [String])
    /// It is stored and nobody sees it yet: the space promises a look by then.
    case awaiting(promised: Instant)
    /// It is not to be stored: its author may write nothing here until then, or until somebody ends that.
    case suspended(until: Instant?, decision: Int)

    /// Whether it is to be stored hidden.
    package var isAwaiting: Bool {
        if case .awaiting = self { true } else { false }
    }
}
