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

        package var description: String { text }

        /// All its digits as one number.
        var number: Int { Int(text.filter { $0 != "-" }) ?? 0 }

        /// `ECI(2025)000002`, as the law writes it.
        var registrationNumber: String {
            let parts = text.split(separator: "-")
            return "ECI(\(parts[0]))\(parts[1])"
        }
    }

    package let id: ID
    let title: String
    let objectives: String
    /// Whether the source gives only the beginning of the objectives.
    var isShortened = false
    let annex: String?
    /// The language in which title, objectives and annex are written.
    let language: String
    let stage: Stage
    let period: CollectionPeriod?
    /// When collection was ended before its last day: by its organisers, or because of a stage.
    var endedAt: Instant?
    let registeredOn: CivilDate
    let answeredOn: CivilDate?
    /// Where the Commission's answer can be read, if that is known.
    var answerAddress: String?
    let registerAddress: String
    let presentation: Presentation
    /// How many statements the register counted, on paper and elsewhere, for imported initiatives;
    /// nil where collection ended and the register says no number.
    let reportedTotal: Int?
    /// The key of its fingerprints, wrapped; nil once it was destroyed.
    let wrappedFingerprintKey: [UInt8]?

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
            let path: String
            let alt: String
        }

        struct Organiser: Sendable, Hashable, Codable {
            let role: Role
            let name: String
            let residence: String
            let email: String?

            /// The roles of article 5 of the regulation that the page names.
            enum Role: String, Sendable, Codable {
                case representative
                case substitute
                case member
            }
        }
    }
}
