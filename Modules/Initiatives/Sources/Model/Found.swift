import Kernel
import Search
import Text
import Web

/// A page of the list, and what stands around it.
struct Found: Sendable {
    let page: ListPage<InitiativeItem>
    let counts: FilterCounts
    /// What was looked for in the place of words that nothing holds.
    let substitutes: [Search.Substitute]
}

/// How many initiatives each filter shows.
struct FilterCounts: Sendable, Hashable {
    private let counts: [Browse.Filter: Int]

    private let isOfSearch: Bool

    init(_ counts: [Browse.Filter: Int], isOfSearch: Bool = false) {
        self.counts = counts
        self.isOfSearch = isOfSearch
    }

    /// Whether more hold the words than are ranked: then the counts are those of the best.
    var hasMore: Bool { isOfSearch && self[.all] > Limits.searchMatches }

    subscript(filter: Browse.Filter) -> Int { counts[filter, default: 0] }
}

/// What is open now, what comes, and what has succeeded: for a home page.
struct Overview: Sendable {
    /// Those that can be signed, the one that closes first before the others.
    let open: [InitiativeItem]
    let upcoming: [InitiativeItem]
    let successful: [InitiativeItem]
    let counts: FilterCounts
    let support: SupportCounts
}

/// How many statements of support there are.
struct SupportCounts: Sendable, Hashable {
    /// For initiatives that can be signed now.
    let open: Int
    /// For all of them, since the beginning.
    let all: Int
}
