package import Kernel

/// Where letters say that they come from, and where their links lead.
package struct MailPlace: Sendable {
    /// The institution's name.
    package let name: LocalizedText
    /// Its spaces, for roles that are of one of them.
    let spaces: [Space]
    /// What single things are called, for roles that are of one of them.
    var titles: [Subject: String] = [:]
    /// `https://host`: a host of the institution, never one that only a request named.
    package let origin: String
    /// That of whoever makes a letter be written.
    package let language: LanguageTag
    /// The network of whoever makes a letter be written; nil on a socket of this machine.
    package let network: [UInt8]?

    package init(
        name: LocalizedText,
        spaces: [Space],
        origin: String,
        language: LanguageTag,
        network: [UInt8]? = nil
    ) {
        self.name = name
        self.spaces = spaces
        self.origin = origin
        self.language = language
        self.network = network
    }

    /// A page in the language of whoever reads the letter, which need not be ``language``.
    func address(_ segments: [String], in reader: LanguageTag) -> String {
        origin + "/" + ([reader.text] + segments).joined(separator: "/")
    }
}
