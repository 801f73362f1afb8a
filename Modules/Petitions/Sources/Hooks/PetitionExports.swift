import Kernel
import Ledger
import Localization
package import Spaces
import Storage

/// What this module offers as tables: what its public pages say, for everybody; and the way of every petition, for
/// staff.
extension Petitions {
    package var exports: [ExportDeclaration] {
        [Self.publicTable, Self.dayTable, Self.officeTable]
    }

    private static let publicTable = ExportDeclaration(
        "petitions",
        title: "petitions.figures.table.title",
        description: "petitions.figures.table.text",
        for: .everybody,
        permission: "site.statistics",
        columns: publicColumns,
        rows: ExportRows(
            batch: Limits.exportBatch / 5,
            total: { try PetitionStore.counts(in: &$0)[.all] },
            read: { place, limit, transaction in
                let now = transaction.now
                let found = try PetitionStore.publicOnes(
                    after: place,
                    limit: limit,
                    in: &transaction
                )
                return ExportRows<PetitionLine>.Batch(
                    found,
                    upTo: limit,
                    place: { $0.id.text },
                    rows: { [PetitionLine(petition: $0, state: $0.state(at: now))] }
                )
            }
        )
    )

    private static let dayTable = ExportDeclaration(
        "days",
        title: "petitions.figures.byDay.title",
        description: "petitions.figures.byDay.text",
        for: .everybody,
        permission: "site.statistics",
        columns: [
            .number("petition", .open, "petitions.figures.column.number") { $0.petition.number },
            .day("day", .open, "petitions.figures.column.day") { $0.day },
            .number("signatures", .open, "petitions.figures.column.ofDay") { $0.count },
        ] as [ExportColumn<PetitionDayLine>],
        rows: ExportRows(
            batch: Limits.petitionDaysExported,
            total: { try PetitionStore.counts(in: &$0)[.all] },
            read: { place, limit, transaction in
                let found = try PetitionStore.publicOnes(
                    after: place,
                    limit: limit,
                    in: &transaction
                )
                let lines = try PetitionDayLine.lines(of: found, in: &transaction)
                return ExportRows<PetitionDayLine>.Batch(
                    found,
                    upTo: limit,
                    place: { $0.id.text },
                    rows: { lines[$0.id, default: []] }
                )
            }
        )
    )

    private static let officeTable = ExportDeclaration(
        "office",
        title: "petitions.figures.office.title",
        description: "petitions.figures.office.text",
        for: .staff,
        permission: manage,
        columns: publicColumns + officeColumns,
        rows: ExportRows(
            batch: Limits.exportBatch / 5,
            total: { try PetitionStore.last(in: &$0) },
            read: { place, limit, transaction in
                let now = transaction.now
                let found = try PetitionStore.officeOnes(
                    after: place,
                    limit: limit,
                    in: &transaction
                )
                return ExportRows<PetitionLine>.Batch(
                    found,
                    upTo: limit,
                    place: { $0.id.text },
                    rows: { [PetitionLine(petition: $0, state: $0.state(at: now))] }
                )
            }
        )
    )

    private static let publicColumns: [ExportColumn<PetitionLine>] = [
        .number("number", .open, "petitions.figures.column.number") { $0.petition.id.number },
        .text("title", .open, "petitions.figures.column.title") { line in
            line.petition.isTextHidden ? nil : line.petition.title
        },
        .text("language", .open, "petitions.figures.column.language") { $0.petition.language },
        .text("ask", .open, "petitions.figures.column.ask") { $0.petition.ask },
        .text("theme", .open, "petitions.figures.column.theme") { $0.petition.theme },
        .code(
            "state",
            of: PetitionState.allCases.map(\.rawValue),
            .open,
            "petitions.figures.column.state"
        ) { $0.state.rawValue },
        .day("published_on", .open, "petitions.figures.column.published") { line in
            line.day(line.petition.publishedAt)
        },
        .day("closes_on", .open, "petitions.figures.column.closes") { line in
            line.petition.lastDay
        },
        .day("ended_on", .open, "petitions.figures.column.ended") { line in
            line.petition.endDay
        },
        .number("signatures", .open, "petitions.figures.column.signatures") { line in
            line.petition.publishedAt == nil ? nil : line.petition.shownSignatures
        },
        .number("threshold", .open, "petitions.figures.column.threshold") { line in
            line.petition.terms.threshold
        },
        .text("reason", .open, "petitions.figures.column.reason") { $0.petition.refusal?.reason },
        .number("joined_to", .open, "petitions.figures.column.joined") { line in
            line.petition.joinedTo?.number
        },
        .text("decision", .open, "petitions.figures.column.decision") { line in
            line.petition.decision?.kind
        },
        .day("decided_on", .open, "petitions.figures.column.decided") { line in
            line.petition.decision?.date
        },
        .text("legislature", .open, "petitions.figures.column.legislature") { line in
            line.petition.legislature
        },
    ]

    private static let officeColumns: [ExportColumn<PetitionLine>] = [
        .day("submitted_on", .staff, "petitions.figures.column.submitted") { line in
            line.day(line.petition.submittedAt)
        },
        .day("due_on", .staff, "petitions.figures.column.due") { line in
            line.day(line.petition.dueAt)
        },
        .flag("shown", .staff, "petitions.figures.column.shown") { $0.petition.isShown },
        .flag("assigned", .staff, "petitions.figures.column.assigned") { line in
            line.petition.assignedTo != nil
        },
    ]
}

/// A petition as a table shows it.
private struct PetitionLine: Sendable {
    let petition: Petition
    let state: PetitionState

    /// By the clocks of the institution, as they were when its rules were.
    func day(_ instant: Instant?) -> CivilDate? {
        instant.map { petition.terms.civilZone.date(at: $0) }
    }
}

/// How many signed a petition on one day.
private struct PetitionDayLine: Sendable {
    let petition: Petition.ID
    let day: CivilDate
    let count: Int

    /// Of days that are over: what is counted today is shown a minute later, in no table.
    static func lines(
        of petitions: [Petition],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID: [PetitionDayLine]] {
        var lines: [Petition.ID: [PetitionDayLine]] = [:]
        for petition in petitions where petition.publishedAt != nil {
            let today = petition.terms.civilZone.date(at: transaction.now)
            let item = transaction.scope.subject(of: petition.id)
            let days = try LedgerStore.days(of: item, in: &transaction)
            lines[petition.id] = days.filter { $0.day < today }.map { day in
                PetitionDayLine(petition: petition.id, day: day.day, count: max(0, day.count))
            }
        }
        return lines
    }
}
