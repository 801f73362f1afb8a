package import Localization

/// A page below "my account" that another part of the program brings.
package struct OwnPlace: Sendable {
    /// The last part of its address.
    let name: String
    let title: MessageKey
    /// What its link says.
    let action: MessageKey
    let readers: Readers

    /// In whose account it stands.
    package enum Readers: Sendable {
        case everybody
        /// Who has a role.
        case staff
    }

    package init(
        _ name: String,
        title: MessageKey,
        action: MessageKey,
        for readers: Readers = .everybody
    ) {
        self.name = name
        self.title = title
        self.action = action
        self.readers = readers
    }
}
