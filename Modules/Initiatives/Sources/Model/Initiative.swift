import Kernel

/// A European citizens' initiative as it stands in the Commission's register.
package struct Initiative: Sendable, Hashable {
    /// The number of its registration, as addresses write it: `2025-000002` for ECI(2025)000002.
    package struct ID: Hashable, Sendable, CustomStringConvertible {
        package let text: String

        /// Four digits of the year, a hyphen, six digits.
        package init?(_ text: some StringProtocol) {
            let bytes = Array(text.utf8)
            guard bytes.count == 11, bytes[4] == UInt8(ascii: "-") else { return nil }
            let digits = bytes.enumerated().filter { $0.offset != 4 }
            guard digits.allSatisfy({ (0x30...0x39).contains($0.element) }) else { return nil }
            self.text = String(text)
        }

        /// As people write it: `ECI(2025)000002` too, with or without spaces.
        init?(typed text: String) {
            let digits = text.filter { $0.isASCII && $0.isNumber }
            guard digits.count == 10 else { return nil }
            self.init(digits.prefix(4) + "-" + digits.dropFirst(4))
        }

        package var description: String { text }

        /// Where the Commission's register has it.
        var registerAddress: String {
            let parts = text.split(separator: "-")
            return "https://citizens-initiative.europa.eu/initiatives/details/"
                + "\(parts[0])/\(parts[1])_en"
        }

        /// All its digits as one number.
        var number: Int { Int(text.filter { $0 != "-" }) ?? 0 }

        /// `ECI(2025)000002`, as the law writes it.
        var registrationNumber: String {
            let parts = text.split(separator: "-")
            return "ECI(\(parts[0]))\(parts[1])"
        }
    }

    package let id: ID
    var title: String
    var objectives: String
    /// Whether the source gives only the beginning of the objectives.
    var isShortened = false
    var annex: String?
    /// The language in which title, objectives and annex are written.
    let language: String
    let stage: Stage
    var period: CollectionPeriod?
    /// When collection was ended before its last day: by its organisers, or because of a stage.
    var endedAt: Instant?
    let registeredOn: CivilDate
    let answeredOn: CivilDate?
    /// Where the Commission's answer can be read, if that is known.
    var answerAddress: String?
    let registerAddress: String
    var presentation: Presentation
    /// How many statements the register counted, on paper and elsewhere, for imported initiatives;
    /// nil where collection ended and the register says no number.
    let reportedTotal: Int?
    /// The key of its fingerprints, wrapped; nil once it was destroyed.
    var wrappedFingerprintKey: [UInt8]?
    /// Its texts in other languages than its own, by their tags.
    var translations: [String: InitiativeText] = [:]
    var dossier = Dossier()
    /// How many changes of it are kept, for everybody to read.
    var changes = 0
    /// Another number whenever anything of it is another: for whoever changes what they saw.
    var revision = 0

    /// What it says in the language in which it was written.
    var original: InitiativeText {
        InitiativeText(title: title, objectives: objectives, annex: annex)
    }

    /// What it says to a reader: in their language, else in its own.
    func said(in language: String) -> SaidText {
        guard let text = translations[language], language != self.language else {
            return SaidText(text: original, language: self.language)
        }
        return SaidText(text: text, language: language)
    }

    /// What organisers add to the register's text.
    struct Presentation: Sendable, Hashable, Codable {
        var website: String?
        var social: [Link] = []
        var logo: Logo?
        var organisers: [Organiser] = []

        struct Link: Sendable, Hashable, Codable {
            let name: String
            let url: String
        }

        struct Logo: Sendable, Hashable, Codable {
            /// A file of the site's own; what organisers have sent is ``file``.
            let path: String
            let alt: String
            var file: String?
        }

        struct Organiser: Sendable, Hashable, Codable {
            let role: Role
            let name: String
            let residence: String
            let email: String?

            /// The roles of article 5 of the regulation that the page names.
            enum Role: String, Sendable, Codable, CaseIterable {
                case representative
                case substitute
                case member
            }
        }
    }
}
