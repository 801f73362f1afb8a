import Kernel
import Search
import Text

/// A page of the list, and what stands around it.
struct FoundPetitions: Sendable {
    let page: ListPage<PetitionItem>
    let counts: PetitionFilterCounts
    let themes: [PetitionTheme]
    let choices: PetitionChoices
    /// What was looked for in the place of words that nothing holds.
    let substitutes: [Search.Substitute]
}

/// How many petitions each filter shows.
struct PetitionFilterCounts: Sendable, Hashable {
    private let counts: [PetitionFilter: Int]
    private let isOfSearch: Bool

    init(_ counts: [PetitionFilter: Int], isOfSearch: Bool = false) {
        self.counts = counts
        self.isOfSearch = isOfSearch
    }

    /// Whether more hold the words than are ranked: then the counts are those of the best.
    var hasMore: Bool { isOfSearch && self[.all] > Limits.searchMatches }

    subscript(filter: PetitionFilter) -> Int { counts[filter, default: 0] }
}

/// What can be done now and what has come of the rest, for a home page.
struct PetitionsOverview: Sendable {
    /// The newest that can be signed.
    let open: [PetitionItem]
    /// Those that most people signed today.
    let today: [PetitionItem]
    /// Those that are more than half way to their threshold.
    let near: [PetitionItem]
    /// Those that have waited longest for an answer.
    let waiting: [PetitionItem]
    let answered: [PetitionItem]
    let counts: PetitionFilterCounts
    let signatures: SignatureCounts
    let choices: PetitionChoices
}

/// How many signatures there are.
struct SignatureCounts: Sendable, Hashable {
    /// Under petitions that can be signed now.
    let open: Int
    /// Under all of them, since the beginning.
    let all: Int
}
