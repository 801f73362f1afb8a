import Kernel
import Spaces
import Storage

/// One line of the list.
struct InitiativeItem: Sendable, Staged {
    let id: Initiative.ID
    let title: String
    let language: String
    let stage: Stage
    let period: CollectionPeriod?
    let endedAt: Instant?
    let logo: Initiative.Presentation.Logo?
    let registeredOn: CivilDate
    let reportedTotal: Int?
    /// In other languages than its own.
    let titles: [String: String]
    /// What its states show together; counted after the list was read, like the next.
    var total = 0
    let sortValue: Int
    /// How many states have reached their minimum.
    var statesReached = 0
    /// As ``Progress/isKnown``.
    var isKnown: Bool { reportedTotal != nil || total > 0 }

    init(_ id: Initiative.ID, reading row: inout RowReader) throws(StorageError) {
        self.id = id
        title = try row.next()
        language = try row.next()
        stage = try row.next()
        period = try row.nextPeriod()
        endedAt = try row.next()
        let presentation: Initiative.Presentation = try JSONText.decode(row.next())
        logo = presentation.logo
        registeredOn = try row.next()
        reportedTotal = try row.next()
        titles = try JSONText.decode(row.next())
        sortValue = try row.next()
    }

    /// What it is called for a reader, and in which language that is.
    func said(in language: String) -> (title: String, language: String) {
        guard let title = titles[language], language != self.language else {
            return (title, self.language)
        }
        return (title, language)
    }
}
