import Kernel
import Search
import Spaces
import Storage
import Text
import Web

extension Petitions {
    /// A page of the list, and how many each filter would show.
    func browse(
        _ visit: PetitionVisit,
        on today: CivilDate,
        length: Int = Limits.pageLength,
        in scope: Scope
    ) async throws -> FoundPetitions {
        try await host.database.read(in: scope) { transaction in
            let search = try SearchStore.search(
                for: visit.browse.searchWords,
                of: .petition,
                in: &transaction
            )
            var (page, counts) = try Self.page(visit, search, today, length, in: &transaction)
            if page == nil {
                (page, counts) = try Self.page(
                    visit.first,
                    search,
                    today,
                    length,
                    in: &transaction
                )
            }
            return FoundPetitions(
                page: page ?? .empty,
                counts: counts,
                themes: try PetitionStore.themes(of: visit.browse.filter, in: &transaction),
                choices: try PetitionChoiceStore.all(in: &transaction),
                substitutes: search?.substitutes ?? []
            )
        }
    }

    /// No page when the way back has come to the beginning of the list.
    private static func page(
        _ visit: PetitionVisit,
        _ search: Search?,
        _ today: CivilDate,
        _ length: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> (ListPage<PetitionItem>?, PetitionFilterCounts) {
        let (items, counts) = try PetitionStore.page(
            visit,
            search,
            on: today,
            length: length,
            in: &transaction
        )
        let page = try ListPage(
            items,
            at: visit.browse.cursor,
            length: length,
            place: { ($0.sortValue, $0.id.text) },
            before: { item throws(StorageError) in
                try PetitionStore.count(
                    before: item,
                    of: visit,
                    search,
                    on: today,
                    in: &transaction
                )
            }
        )
        return (page, counts)
    }

    /// What a home page shows, in one transaction.
    func overview(on today: CivilDate, in scope: Scope) async throws -> PetitionsOverview {
        try await host.database.read(in: scope) { transaction in
            let some = { (filter: PetitionFilter, order: PetitionOrder, most: Int) in
                (visit: PetitionVisit(Browse(filter: filter, order: order)), most: most)
            }
            let wanted = [
                some(.open, .newest, Limits.homeOpen), some(.open, .today, Limits.homeOthers),
                some(.waiting, .waitingLongest, Limits.homeOthers),
                some(.answered, .newest, Limits.homeOthers),
            ]
            let shown = try wanted.map { one throws(StorageError) in
                try PetitionStore.list(one.visit, on: today, length: one.most, in: &transaction)
                    .prefix(one.most).map(\.self)
            }
            return PetitionsOverview(
                open: shown[0],
                today: shown[1].filter { $0.today > 0 },
                near: try PetitionStore.near(
                    on: today,
                    limit: Limits.homeOthers,
                    in: &transaction
                ),
                waiting: shown[2],
                answered: shown[3],
                counts: try PetitionStore.counts(in: &transaction),
                signatures: try PetitionStore.signatureCounts(in: &transaction),
                choices: try PetitionChoiceStore.all(in: &transaction)
            )
        }
    }
}
