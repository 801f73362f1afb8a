import Credentials

/// One mailbox, however its address is written: the same person is not to sign by three addresses of one.
///
/// What stands behind a plus sign, and at some providers the dots, lead to the same mailbox. It can only be
/// compared: messages go to what was typed.
struct CanonicalMailbox: Sendable, Hashable {
    let text: String
    let domain: String

    init(_ address: EmailAddress) {
        let parts = address.key.split(separator: "@", maxSplits: 1).map(String.init)
        var local = parts.first ?? ""
        var domain = parts.count > 1 ? parts[1] : ""
        domain = Self.sameDomains[domain] ?? domain
        // At first place it is a sign of the name itself.
        if let plus = local.dropFirst().firstIndex(of: "+") { local = String(local[..<plus]) }
        if Self.dotless.contains(domain) { local.removeAll { $0 == "." } }
        text = local + "@" + domain
        self.domain = domain
    }

    /// Providers at which dots in a name change nothing.
    private static let dotless: Set<String> = ["gmail.com"]
    /// Domains that lead to the mailboxes of another.
    private static let sameDomains = [
        "googlemail.com": "gmail.com", "me.com": "icloud.com", "mac.com": "icloud.com",
        "protonmail.com": "proton.me", "protonmail.ch": "proton.me", "pm.me": "proton.me",
    ]
}
