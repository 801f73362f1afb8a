package import Kernel
package import Storage

/// What a letter shows of a subject: its title, and where it stands.
package struct SubjectFace: Sendable, Hashable {
    package let title: String
    /// Behind the language: `["ideas", "12"]`.
    package let path: [String]
    /// Whether anybody can read it.
    package let isPublic: Bool

    package init(title: String, path: [String], isPublic: Bool) {
        self.title = title
        self.path = path
        self.isPublic = isPublic
    }
}

/// Finds the face of a subject in any space of the institution; nil for one that is not there any more.
///
/// Asked when the letter is written: what was hidden meanwhile is told to nobody who could not read it.
package typealias SubjectFaces = @Sendable (Subject, inout Transaction) throws -> SubjectFace?
