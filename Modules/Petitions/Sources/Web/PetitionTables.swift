import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import Spaces
import Storage
import Text
import Web

/// `/api/v1/{space}/list.json` and `/api/v1/{space}/list.csv`: the public list for programs and spreadsheets, filtered
/// by the same names as the page.
struct PetitionTables: Sendable {
    let petitions: Petitions

    private struct List: Encodable {
        let petitions: [PetitionFigures]
        /// How many each filter shows.
        let counts: [String: Int]
        /// What to ask with for the next part; left out on the last.
        let after: String?
        let asOf: String
    }

    func json(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let visit = PetitionVisit(visitor.visit.query)
        let found = try await petitions.browse(
            visit,
            on: today(visitor),
            length: Limits.petitionsListed,
            in: visitor.scope
        )
        let counts = PetitionFilter.allCases.map { ($0.rawValue, found.counts[$0]) }
        return try .figures(
            List(
                petitions: found.page.items.map { figures($0, visitor) },
                counts: Dictionary(uniqueKeysWithValues: counts),
                after: found.page.next?.text,
                asOf: visitor.now.iso8601
            )
        )
    }

    /// All of a filter at once, the newest first, up to a limit.
    func csv(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let visit = PetitionVisit(visitor.visit.query)
        let today = today(visitor)
        let items = try await petitions.host.database.read(in: visitor.scope) { transaction in
            try PetitionStore.table(
                of: visit.browse.filter,
                theme: visit.theme,
                on: today,
                limit: Limits.petitionsInTable,
                in: &transaction
            )
        }
        let table = TableText()
        let head = table.row(of: PetitionFigures.columns.map { .plain($0) })
        let rows = items.map { table.row(of: Self.cells(figures($0, visitor))) }
        return Reply(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"petitions.csv\"",
                .accessControlAllowOrigin: "*",
            ],
            // With the mark by which spreadsheets know UTF-8.
            body: ByteBuffer(string: "\u{FEFF}" + head + rows.joined())
        ).shared()
    }

    private static func cells(_ figures: PetitionFigures) -> [TableText.Cell] {
        [
            .plain(String(figures.petition)), .text(figures.title ?? ""),
            .plain(figures.language), .plain(figures.state), .text(figures.theme ?? ""),
            .plain(String(figures.signatures)), .plain(String(figures.threshold)),
            .plain(figures.publishedAt ?? ""), .plain(figures.closesAt ?? ""),
            .plain(figures.endedAt ?? ""), .text(figures.decision ?? ""),
            .plain(figures.decidedOn ?? ""), .text(figures.refusal ?? ""),
            .plain(figures.url),
        ]
    }

    private func figures(_ item: PetitionItem, _ visitor: VisitorContext) -> PetitionFigures {
        PetitionFigures(item, url: PetitionCounts.page(of: item.id, visitor), at: visitor.now)
    }

    private func today(_ visitor: VisitorContext) -> CivilDate {
        visitor.tenant.zone.date(at: visitor.now)
    }
}
