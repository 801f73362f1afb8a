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
    /// Where whoever has a role for one of them works; nil where there are no such roles.
    package let desk: SubjectDesk?

    package init(
        kind: Subject.Kind,
        load: @escaping @Sendable (String, inout Transaction) throws -> SubjectCard?,
        visibility: Visibility,
        desk: SubjectDesk? = nil
    ) {
        self.desk = desk
        self.kind = kind
        self.load = load
        self.visibility = visibility
    }
}

/// Where whoever has a role for one subject of a kind works.
package struct SubjectDesk: Sendable {
    /// What one of them is called, and where it stands below its space.
    package struct Name: Sendable, Hashable {
        package let title: String
        package let path: [String]

        package init(title: String, path: [String]) {
            self.title = title
            self.path = path
        }
    }

    package typealias Names = @Sendable ([Subject], inout Transaction) throws -> [Subject: Name]

    /// Below the place of each.
    package let path: String
    /// Of those that are there: by one statement over all spaces of the transaction's institution.
    package let names: Names

    package init(_ path: String, names: @escaping Names) {
        self.path = path
        self.names = names
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
