/// A page of the list, and what stands around it.
struct Found: Sendable {
    let items: [InitiativeItem]
    /// Where the next page begins; nil on the last one.
    let next: BrowseCursor?
    let counts: FilterCounts
}

/// How many initiatives each filter shows.
struct FilterCounts: Sendable, Hashable {
    private let counts: [Browse.Filter: Int]

    init(_ counts: [Browse.Filter: Int]) {
        self.counts = counts
    }

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
