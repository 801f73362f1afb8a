import Web

/// What a visitor looks for in the list of petitions.
typealias Browse = ListVisit<PetitionFilter, PetitionOrder>

/// What the list shows: one stretch of the way, as people think of it.
enum PetitionFilter: String, ListChoice {
    case open
    /// An answer of the institution is awaited.
    case waiting
    case answered
    case closed
    case archived
    case refused
    case all

    /// Whoever comes to the list wants to sign.
    static func usual(hasWords: Bool) -> PetitionFilter { .open }

    /// What every petition that is public is in one of: together they are all.
    static let parts = allCases.filter { $0 != .all }

    /// In which parts it looks.
    var parts: [PetitionFilter] { self == .all ? Self.parts : [self] }
}

/// Which of the list comes first.
enum PetitionOrder: String, ListChoice {
    case bestMatch = "best-match"
    case newest
    case mostSigned = "most-signed"
    /// By how many signed today.
    case today
    case closingSoon = "closing-soon"
    /// What has waited longest for an answer.
    case waitingLongest = "waiting-longest"

    static func usual(hasWords: Bool) -> PetitionOrder { hasWords ? .bestMatch : .newest }

    func isOffered(hasWords: Bool) -> Bool { hasWords || self != .bestMatch }

    /// Whether greater values come first.
    var isDescending: Bool { self != .closingSoon && self != .waitingLongest }
}

/// A look at the list: what is asked for in every list, and one theme of it.
struct PetitionVisit: Sendable, Hashable {
    var browse: Browse
    /// The key of a choice; nil for all of them.
    var theme: String?

    init(_ browse: Browse = Browse(), theme: String? = nil) {
        self.browse = browse
        self.theme = theme
    }

    /// As an address says it; a theme is no more than letters, digits and hyphens.
    init(_ query: FormData) {
        let theme = query["theme"]
        let isName =
            (1...60).contains(theme.utf8.count)
            && theme.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            }
        self.init(Browse(query), theme: isName ? theme : nil)
    }

    /// What a list reads of its address.
    static let query = PageQuery(contents: ["theme", "q", "state", "order", "after"])

    /// What a table of all of it reads: whoever varies the rest makes the server read ten thousand rows once.
    static let tableQuery = PageQuery(contents: ["theme", "state"])

    /// Whether anything but the order narrows the list.
    var isNarrowed: Bool { browse.isNarrowed || theme != nil }

    /// The same from its beginning.
    var first: PetitionVisit { PetitionVisit(browse.first, theme: theme) }

    /// What the address says beside what every list says.
    var others: [(name: String, value: String)] { theme.map { [("theme", $0)] } ?? [] }
}
