import Kernel

/// An e-mail address as somebody typed it, checked as far as that goes without sending anything.
///
/// One mailbox should have one account, and nobody should get another's mail: so an account is found
/// by ``key``, in which case and ways of typing do not matter, but a message goes to the ``text``
/// that its account keeps, never to what somebody typed just now. (In 2019 GitHub found an account
/// by a folded address and sent the link to the typed one.) Dots and plus tags stay: only the server
/// that holds the mailbox knows what they mean.
///
/// It prints as nothing of itself, so that it cannot end in a log.
package struct EmailAddress: Sendable, CustomStringConvertible {
    /// What was typed, without spaces around it, in Unicode's form C: where messages are sent to.
    package let text: String
    /// What an account is found by: two ways of writing an address have the same.
    package let key: String
    /// The address for the dialogue with mail servers, its domain in ASCII.
    package let envelope: String

    package var description: String { "(address)" }

    /// Whether the envelope is ASCII; otherwise only servers that know SMTPUTF8 take it (RFC 6531).
    package var isASCII: Bool { envelope.utf8.allSatisfy { $0 < 0x80 } }

    /// Why something typed is no address.
    package enum Flaw: Error, Equatable, Sendable, CaseIterable {
        /// Nothing was typed.
        case empty
        /// It has no at sign or several, spaces, quotation marks, something invisible…
        case malformed
        case tooLong
        /// Letters of several scripts in one word, as in addresses made to look like others.
        case mixedScripts
    }

    package init(typed: String) throws(Flaw) {
        // Before any work that grows with the text.
        guard typed.utf8.count <= 4 * Limits.emailBytes else { throw .tooLong }
        let trimmed = Self.trim(typed)
        guard !trimmed.isEmpty else { throw .empty }
        text = NormalForm.canonical(trimmed)
        guard text.utf8.count <= Limits.emailBytes else { throw .tooLong }

        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .malformed }
        let local = String(parts[0])
        // Both small sigmas are one letter, whose capital does not tell where it stands.
        let folded = String(NormalForm.folded(local).map { $0 == "ς" ? "σ" : $0 })
        guard local.utf8.count <= Limits.emailLocalBytes else { throw .tooLong }
        guard Self.isLocalPart(local), Self.isLocalPart(folded) else { throw .malformed }
        let letters = folded.unicodeScalars.filter { $0.isPlain || !$0.isASCII }
        guard Script.isOneWriting(letters) else { throw .mixedScripts }

        let domain = try MailDomain(parts[1])
        key = folded + "@" + domain.ascii
        envelope = local + "@" + domain.ascii
        guard envelope.utf8.count <= Limits.emailBytes else { throw .tooLong }
    }

    /// Words between single dots, of letters, digits and the signs of RFC 5322's atoms.
    private static func isLocalPart(_ text: String) -> Bool {
        text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false)
            .allSatisfy { word in
                guard let first = word.first, !first.isMark else { return false }
                return word.allSatisfy { scalar in
                    guard scalar.isASCII else { return scalar.isWritten }
                    return scalar.isPlain || signs.contains(scalar)
                }
            }
    }

    private static let signs = Set("!#$%&'*+-/=?^_`{|}~".unicodeScalars)

    private static func trim(_ text: String) -> String {
        let scalars = text.unicodeScalars.drop(while: \.properties.isWhitespace)
        let tail = scalars.reversed().prefix(while: \.properties.isWhitespace).count
        return String(String.UnicodeScalarView(scalars.dropLast(tail)))
    }
}
