package import Kernel
package import Storage

/// What the house can do with one kind of a module's subjects, without knowing the module.
package struct SubjectHooks: Sendable {
    package typealias Action = @Sendable (String, inout Transaction) throws -> Void

    /// Who decides whether people see one.
    package enum Visibility: Sendable {
        /// Published by people and answered for by the institution: it can be hidden, and shown again.
        case moderated(hide: Action, restore: Action)
        /// Published by an authority elsewhere: nobody here may hide it.
        case official
    }

    package let kind: Subject.Kind
    /// One of the transaction's space, hidden or not; nil when it is not there.
    package let load: @Sendable (String, inout Transaction) throws -> SubjectCard?
    package let visibility: Visibility
    /// Where whoever has a role for one of them works, below its place; nil where there are no such roles.
    package let desk: String?

    package init(
        kind: Subject.Kind,
        load: @escaping @Sendable (String, inout Transaction) throws -> SubjectCard?,
        visibility: Visibility,
        desk: String? = nil
    ) {
        self.desk = desk
        self.kind = kind
        self.load = load
        self.visibility = visibility
    }
}

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

    package init(
        title: String,
        excerpt: String,
        language: String? = nil,
        author: Member.ID?,
        path: [String],
        isPublic: Bool
    ) {
        self.title = title
        self.excerpt = excerpt
        self.language = language
        self.author = author
        self.path = path
        self.isPublic = isPublic
    }
}
