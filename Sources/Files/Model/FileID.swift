import Kernel
package import Storage

/// The name of a stored file in its space: it says nothing about the file, and nobody guesses it.
package struct FileID: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// Nil for what cannot be one.
    package init?(_ text: String) {
        guard Identifier.isValid(text) else { return nil }
        self.text = text
    }

    init(at now: Instant, random: Random) { text = Identifier.make(at: now, random: random) }

    package var description: String { text }
}

extension FileID: SQLBindable, SQLReadable {
    package var sqlValue: SQLValue { .text(text) }

    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}
