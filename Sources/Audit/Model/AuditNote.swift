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
    ///
    /// In a web address a mailbox begins behind a stroke at the earliest: in `https://social.example/@benches`
    /// there is none.
    private static func withoutMailboxes(_ value: String) -> String {
        var kept = ""
        // Whether what was read since the last white space is a web address.
        var isWeb = false
        for character in value {
            if character.isWhitespace { isWeb = false }
            if character == "/" && kept.hasSuffix(":/") { isWeb = true }
            if character == "@" {
                let mailbox = kept.reversed().prefix { mark in
                    !ends(mark) && mark != "@" && !(isWeb && mark == "/")
                }
                if !mailbox.isEmpty {
                    kept.removeLast(mailbox.count)
                    kept += "…"
                }
            }
            kept.append(character)
        }
        return kept
    }

    /// What no mailbox has in it where nobody quotes.
    private static func ends(_ character: Character) -> Bool {
        character.isWhitespace || "<>()[],;:\"".contains(character)
    }
}
