package import Localization

/// A page below "my account" that another part of the program brings.
package struct OwnPlace: Sendable {
    /// The last part of its address.
    let name: String
    let title: MessageKey
    /// What its link says.
    let action: MessageKey

    package init(_ name: String, title: MessageKey, action: MessageKey) {
        self.name = name
        self.title = title
        self.action = action
    }
}
