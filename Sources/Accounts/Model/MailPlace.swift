package import Kernel

/// Where letters say that they come from, and where their links lead.
package struct MailPlace: Sendable {
    /// The institution's name.
    package let name: String
    /// `https://host`: a host of the institution, never one that only a request named.
    package let origin: String
    package let language: LanguageTag
    /// The network of whoever makes a letter be written; nil on a socket of this machine.
    package let network: [UInt8]?

    package init(name: String, origin: String, language: LanguageTag, network: [UInt8]? = nil) {
        self.name = name
        self.origin = origin
        self.language = language
        self.network = network
    }

    func address(_ segments: String...) -> String {
        origin + "/" + ([language.text] + segments).joined(separator: "/")
    }
}
