import Kernel
import Spaces
import Storage

/// One line of the list.
struct PetitionItem: Sendable, Hashable, RowReadable {
    let id: Petition.ID
    let title: String
    let language: String
    /// The key of a choice.
    let theme: String?
    let stage: Stage
    let publishedAt: Instant?
    let closesAt: Instant?
    let endedAt: Instant?
    let waitsSince: Instant?
    let decision: Petition.Decision?
    let refusal: Petition.Refusal?
    /// From how many signatures on the institution has to deal with it.
    let threshold: Int
    /// What readers see of its count.
    let signatures: Int
    /// The same of today, where it was signed today.
    let today: Int
    let sortValue: Int

    /// As ``PetitionStore/itemColumns(on:in:)`` has them.
    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        title = try row.next()
        language = try row.next()
        theme = try row.next()
        stage = try row.next()
        publishedAt = try row.next()
        closesAt = try row.next()
        endedAt = try row.next()
        waitsSince = try row.next()
        decision = try row.nextJSON()
        refusal = try row.nextJSON()
        let terms: PetitionTerms = try JSONText.decode(row.next())
        threshold = terms.threshold
        signatures = try row.next()
        today = try row.next()
        sortValue = try row.next()
    }

    func state(at now: Instant) -> PetitionState {
        PetitionState(stage: stage, closesAt: closesAt, at: now)
    }

    /// Nobody reads the title of what was refused because of what it says.
    var isTextHidden: Bool { refusal?.isTextHidden == true }
}

/// A page of the list, or what its filters would show; either may be missing in a row.
struct FoundPetitionRow: RowReadable {
    let counts: [PetitionFilter: Int]
    let item: PetitionItem?

    init(reading row: inout RowReader) throws(StorageError) {
        counts = try PetitionCountsRow(reading: &row).counts
        item = try PetitionItemRow(reading: &row).item
    }
}

/// A row of a page; no item where there is none.
struct PetitionItemRow: RowReadable {
    let item: PetitionItem?

    init(reading row: inout RowReader) throws(StorageError) {
        var copy = row
        let id: Petition.ID? = try copy.next()
        item = try id == nil ? nil : PetitionItem(reading: &row)
    }
}

/// How many each of the parts would show, in the order of their declaration.
struct PetitionCountsRow: RowReadable {
    let counts: [PetitionFilter: Int]

    init(reading row: inout RowReader) throws(StorageError) {
        var counts: [PetitionFilter: Int] = [:]
        for filter in PetitionFilter.parts { counts[filter] = try row.next() }
        counts[.all] = counts.values.reduce(0, +)
        self.counts = counts
    }
}
