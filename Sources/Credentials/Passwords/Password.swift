import Kernel

/// A password as somebody typed it, in the form that is hashed; it prints as nothing of itself.
///
/// Form KC, as NIST SP 800-63B (§3.1.1.2) advises: the same password is the same on every keyboard.
package struct Password: Sendable, CustomStringConvertible {
    let text: String

    /// Nil for nothing, and for more than anybody types: no work is done on that.
    package init?(typed: String) {
        guard (1...Limits.passwordBytes).contains(typed.utf8.count) else { return nil }
        text = NormalForm.compatible(typed)
    }

    private init(text: String) { self.text = text }

    /// Stands in where nothing was typed, so that looking at it takes its time all the same.
    static let placeholder = Password(text: "placeholder")

    package var description: String { "(password)" }
}
