package import Kernel

/// A letter that tells the owner of an account what was changed there.
///
/// It is never refused and never dropped: equal ones are merged instead, and say how often it happened.
package struct Warning: Sendable {
    package let letter: Letter
    /// What it tells of: warnings with the same words here are equal.
    let about: String

    package init(
        to recipient: String,
        language: LanguageTag,
        about: String,
        subject: String,
        blocks: [Letter.Block]
    ) {
        letter = Letter(
            to: recipient,
            language: language,
            cause: .warning,
            subject: subject,
            blocks: blocks
        )
        self.about = about
    }
}
