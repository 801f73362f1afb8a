/// Messages that belong together: a title, a text and a button below one name, `accounts.deleted`.
package struct MessageGroup: Hashable, Sendable {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    /// One message of the group.
    package subscript(part: String) -> MessageKey {
        MessageKey(MessageKey(stringLiteral: name), part)
    }
}
