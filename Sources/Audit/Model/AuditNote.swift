package import Kernel

/// What is done to what, as whoever does it says.
///
/// Values are for people to read. No secret stands in them, and nothing about somebody who signed. Of an
/// email address only the host is kept, whoever typed it wherever.
package struct AuditNote: Sendable {
    let action: AuditAction
    let kind: Subject.Kind
    let id: String
    let before: [String: String]
    let after: [String: String]
    /// Nil where it is whoever acts.
    let author: AuditActor?

    /// Fields are words of `audit.field`, with what they are of behind a stroke: `title/fr`.
    ///
    /// What is the same before and after is left out. `author` is whose act it is where somebody else brings it
    /// about: whoever accepts an invitation gives themselves no role.
    package init(
        _ action: AuditAction,
        of kind: Subject.Kind,
        _ id: String,
        before: [String: String] = [:],
        after: [String: String] = [:],
        by author: AuditActor? = nil
    ) {
        self.author = author
        self.action = action
        self.kind = kind
        self.id = id
        self.before = before.filter { $0.value != after[$0.key] }.mapValues(Self.cut)
        self.after = after.filter { $0.value != before[$0.key] }.mapValues(Self.cut)
    }

    private static func cut(_ value: String) -> String {
        let start = value.prefix(Limits.auditValueCharacters)
        return withoutMailboxes(start.endIndex == value.endIndex ? value : start + "…")
    }

    /// The same with `…` for whatever stands before an `@`.
    private static func withoutMailboxes(_ value: String) -> String {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        let kept = parts.dropLast().map { part -> String in
            let mailbox = part.reversed().prefix { !ends($0) }
            return mailbox.isEmpty ? String(part) : part.dropLast(mailbox.count) + "…"
        }
        return (kept + parts.suffix(1).map(String.init)).joined(separator: "@")
    }

    /// What no mailbox has in it where nobody quotes.
    private static func ends(_ character: Character) -> Bool {
        character.isWhitespace || "<>()[],;:\"".contains(character)
    }
}
