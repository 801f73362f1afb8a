package import Kernel

/// What stands around every letter of an institution, and who sends it.
package struct Letterhead: Sendable, Hashable {
    /// The name that people know.
    package let institution: LocalizedText
    /// Six hexadecimal digits; white can be read on it.
    package let accent: String
    package let sender: MailAddress
    /// Where answers go; to the sender when it is nil.
    package let replyTo: MailAddress?

    package init(
        institution: LocalizedText,
        accent: String? = nil,
        sender: MailAddress,
        replyTo: MailAddress? = nil
    ) {
        self.institution = institution
        self.accent = accent ?? "1d3f94"
        self.sender = sender
        self.replyTo = replyTo
    }
}
