import Web

/// What a visitor looks for in the list of initiatives.
typealias Browse = ListVisit<InitiativeFilter, InitiativeOrder>

/// What the list shows: one state, or several that people think of as one.
enum InitiativeFilter: String, ListChoice {
    case all
    case open
    case upcoming
    case closed
    case successful
    case withdrawn

    static func usual(hasWords: Bool) -> InitiativeFilter { .all }
}

/// Which of the list comes first.
enum InitiativeOrder: String, ListChoice {
    case bestMatch = "best-match"
    case newest
    case mostSigned = "most-signed"
    case closingSoon = "closing-soon"

    static func usual(hasWords: Bool) -> InitiativeOrder { hasWords ? .bestMatch : .newest }

    func isOffered(hasWords: Bool) -> Bool { hasWords || self != .bestMatch }
}
