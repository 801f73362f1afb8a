import Kernel

/// What a visitor looks for in the list of initiatives.
struct Browse: Sendable, Hashable {
    enum Order: String, Sendable, CaseIterable {
        case newest
        case mostSigned = "most-signed"
        case closingSoon = "closing-soon"
    }

    /// What the list shows: one state, or several that people think of as one.
    enum Filter: String, Sendable, CaseIterable {
        case all
        case open
        case upcoming
        case closed
        case successful
        case withdrawn
    }

    var words = ""
    var filter: Filter = .all
    var order: Order = .newest
    var cursor: BrowseCursor?

    /// The words as the database keeps them: folded, few.
    var searchWords: [String] {
        Array(
            Folding.words(String(words.prefix(Limits.searchCharacters))).prefix(Limits.searchWords)
        )
    }

    /// Whether anything but the order narrows the list.
    var isNarrowed: Bool { !searchWords.isEmpty || filter != .all }

    /// Which page of the list this is, counted from 1.
    var page: Int { cursor?.page ?? 1 }
}

/// A place in the list: the sort value and number of the last initiative shown before it.
struct BrowseCursor: Sendable, Hashable {
    let value: Int
    let id: Initiative.ID
    /// Which page of the list begins there, counted from 1.
    let page: Int

    init(value: Int, id: Initiative.ID, page: Int) {
        self.value = value
        self.id = id
        self.page = page
    }

    /// Reads `1700000000000.2025-000002.2` from an address; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let value = Int(parts[0]), let id = Initiative.ID(parts[1]),
            let page = Int(parts[2]), (2...Limits.pagesDeep).contains(page)
        else { return nil }
        self.init(value: value, id: id, page: page)
    }

    var text: String { "\(value).\(id).\(page)" }
}
