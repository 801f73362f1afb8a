import Kernel

extension Initiative {
    /// What the register knows of an initiative beside its texts and organisers, and what its organisers make of
    /// its pages: read with the page of one initiative, and by no list.
    struct Dossier: Sendable, Hashable, Codable {
        /// Codes of ``InitiativeCategory``.
        var categories: [String] = []
        /// Where people write to the organisers; everybody reads it.
        var contact: String?
        var documents: [Document] = []
        var campaign = Campaign()

        init() {}

        /// What an older program has written lacks what it did not know.
        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            categories = try values.decodeIfPresent([String].self, forKey: .categories) ?? []
            contact = try values.decodeIfPresent(String.self, forKey: .contact)
            documents = try values.decodeIfPresent([Document].self, forKey: .documents) ?? []
            campaign = try values.decodeIfPresent(Campaign.self, forKey: .campaign) ?? Campaign()
        }
    }

    /// A file that belongs to an initiative, as its page offers it.
    struct Document: Sendable, Hashable, Codable {
        /// What the law calls it (Regulation (EU) 2019/788, Annex II).
        enum Role: String, Sendable, Codable, CaseIterable {
            case annex
            case draft = "draft-act"
            case other
        }

        let role: Role
        /// Names the stored file.
        let file: String
        let name: String
        let kind: String
        let bytes: Int
    }

    /// What organisers choose for the pages of their initiative.
    struct Campaign: Sendable, Hashable, Codable {
        /// A picture of the initiative, wide, above its text.
        struct Picture: Sendable, Hashable, Codable {
            let file: String
            /// What it shows, for whoever does not see it; empty for an ornament.
            let alt: String
            let width: Int
            let height: Int
        }

        /// One colour by day and by night, each as six hexadecimal digits.
        struct Accent: Sendable, Hashable, Codable {
            let day: String
            let night: String
        }

        var picture: Picture?
        var accent: Accent?
        /// What they say to whoever has signed, by language.
        var thanks: [String: String] = [:]
        /// With which words people pass it on, by language.
        var shareTexts: [String: String] = [:]
        /// Where whoever has signed may go on to.
        var returnAddress: String?

        init() {}

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            picture = try values.decodeIfPresent(Picture.self, forKey: .picture)
            accent = try values.decodeIfPresent(Accent.self, forKey: .accent)
            thanks = try values.decodeIfPresent([String: String].self, forKey: .thanks) ?? [:]
            shareTexts =
                try values.decodeIfPresent([String: String].self, forKey: .shareTexts) ?? [:]
            returnAddress = try values.decodeIfPresent(String.self, forKey: .returnAddress)
        }
    }
}

/// The subjects that the Commission's register sorts initiatives by, at most three for each.
enum InitiativeCategory: String, CaseIterable, Sendable {
    case agriculture = "AGRI"
    case culture = "CULT"
    case consumers = "DECO"
    case development = "DEVCO"
    case education = "EDU"
    case employment = "EMPL"
    case energy = "ENER"
    case environment = "ENV"
    case economy = "EURO"
    case justice = "JUST"
    case fisheries = "MARE"
    case migration = "MIGR"
    case regions = "REGIO"
    case research = "RSH"
    case health = "SANTE"
    case security = "SEC"
    case transport = "TRA"
    case trade = "TRADE"
}
