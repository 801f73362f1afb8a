package import Kernel
package import Markup

/// How an institution's pages look and what they must link to: what is set, and nothing else.
package struct SiteLook: Sendable, Hashable {
    package var accent: Accent?
    package var pictures: [Picture.Kind: Picture] = [:]
    package var links: [Link: String] = [:]
    /// The latest published versions of each legal page, the newest first: what is in force is among them.
    package var ownPages: [Link: [OwnPage]] = [:]
    /// What the logo says beside the name, in each language; nothing where it says no more than that.
    package var logoTexts: [LanguageTag: String] = [:]

    package static let plain = SiteLook()

    package init() {}

    /// One colour by day and by night, each as six hexadecimal digits.
    package struct Accent: Sendable, Hashable {
        package let day: String
        package let night: String

        package init(day: String, night: String) {
            self.day = day
            self.night = night
        }

        /// The address says the colours, so what stands there never changes.
        package var path: Path { Path("looks", "\(day)-\(night).css") }

        package var styleSheet: String {
            """
            :root { --accent: #\(day); }
            @media (prefers-color-scheme: dark) { :root { --accent: #\(night); } }

            """
        }
    }

    package struct Picture: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            case logo
            case favicon
            /// What other sites show beside a link.
            case share
        }

        /// A name made of its bytes.
        package let version: String
        /// `png` or `jpeg`.
        package let format: String
        package let width: Int
        package let height: Int

        package init(version: String, format: String, width: Int, height: Int) {
            self.version = version
            self.format = format
            self.width = width
            self.height = height
        }

        package var path: Path { Path("looks", "\(version).\(format)") }
        package var mediaType: String { "image/" + format }
    }

    /// What the law asks for at the foot of every page, in this order.
    package enum Link: String, Sendable, CaseIterable {
        case legalNotice = "legal-notice"
        case privacy
        case terms
        /// What may be written here, and how it is decided: decisions name the version that was in force.
        case moderation = "moderation-policy"
        case accessibility
        case contact

        /// How many passages the page has that comes with the program; nil where it has none.
        package var passages: Int? {
            switch self {
            case .privacy: 7
            case .moderation: 4
            case .accessibility: 3
            case .legalNotice, .terms, .contact: nil
            }
        }
    }

    /// A version of a legal page, with the instant from which everybody reads it.
    package struct OwnPage: Sendable, Hashable {
        package let number: Int
        package let inForceAt: Instant
        /// Whether it is no text of the institution's own: from then on that of the program is read again.
        package let isBuiltIn: Bool

        package init(number: Int, inForceAt: Instant, isBuiltIn: Bool) {
            self.number = number
            self.inForceAt = inForceAt
            self.isBuiltIn = isBuiltIn
        }
    }

    /// The version in the institution's own words that is in force; nil where there is none.
    package func ownPage(_ link: Link, at now: Instant) -> OwnPage? {
        let current = ownPages[link]?.first { $0.inForceAt <= now }
        return current.flatMap { $0.isBuiltIn ? nil : $0 }
    }

    /// Whether it has a page here in the institution's own words.
    package func hasOwnPage(_ link: Link, at now: Instant) -> Bool {
        ownPage(link, at: now) != nil
    }
}
