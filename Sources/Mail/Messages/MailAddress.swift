import Credentials

/// An address as it travels: letters, digits and signs of ASCII, an international domain in its
/// coded form.
///
/// Nothing in it can end a line or begin another recipient. A local part outside ASCII is not
/// accepted: hardly any mailbox has one, and most servers refuse them.
package struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    package let local: String
    package let domain: String

    /// Nil for what is no such address.
    package init?(_ typed: String) {
        guard let address = try? EmailAddress(typed: typed), address.isASCII else { return nil }
        let parts = address.envelope.split(separator: "@")
        local = String(parts[0])
        domain = String(parts[1])
    }

    package var text: String { local + "@" + domain }
    package var description: String { text }

    /// The same for addresses that reach the same mailbox nearly everywhere.
    var key: String { text.lowercased() }
}
