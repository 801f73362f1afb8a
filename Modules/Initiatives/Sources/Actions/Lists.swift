import Kernel
import Ledger
import Search
import Spaces
import Storage
import Text
import Web

extension Initiatives {
    /// A page of the list, and how many each filter would show.
    func browse(_ browse: Browse, in scope: Scope) async throws -> Found {
        let memberStates = self.memberStates
        return try await host.database.read(in: scope) { transaction in
            let search = try SearchStore.search(
                for: browse.searchWords,
                of: .initiative,
                in: &transaction
            )
            var (page, counts) = try Self.page(browse, search, in: &transaction)
            if page == nil {
                (page, counts) = try Self.page(browse.first, search, in: &transaction)
            }
            return Found(
                page: try (page ?? .empty).map { items throws(StorageError) in
                    try Self.counted(items, memberStates, in: &transaction)
                },
                counts: counts,
                substitutes: search?.substitutes ?? []
            )
        }
    }

    /// No page when the way back has come to the beginning of the list.
    private static func page(
        _ browse: Browse,
        _ search: Search?,
        in transaction: inout Transaction
    ) throws(StorageError) -> (ListPage<InitiativeItem>?, FilterCounts) {
        let (items, counts) = try InitiativeStore.page(browse, search, in: &transaction)
        let page = try ListPage(
            items,
            at: browse.cursor,
            place: { ($0.sortValue, $0.id.text) },
            before: { item throws(StorageError) in
                try InitiativeStore.count(before: item, of: browse, search, in: &transaction)
            }
        )
        return (page, counts)
    }

    /// What a home page shows, in one transaction.
    func overview(in scope: Scope) async throws -> Overview {
        let memberStates = self.memberStates
        return try await host.database.read(in: scope) { transaction in
            let open = Browse(filter: .open, order: .closingSoon)
            let upcoming = Browse(filter: .upcoming, order: .closingSoon)
            let wanted = [
                (open, Limits.homeOpen), (upcoming, Limits.homeOthers),
                (Browse(filter: .successful), Limits.homeOthers),
            ]
            let shown = try wanted.map { browse, most throws(StorageError) in
                Array(try InitiativeStore.list(browse, in: &transaction).prefix(most))
            }
            let parts = try shown.map { items throws(StorageError) in
                try Self.counted(items, memberStates, in: &transaction)
            }
            return Overview(
                open: parts[0],
                upcoming: parts[1],
                successful: parts[2],
                counts: try InitiativeStore.counts(in: &transaction),
                support: try InitiativeStore.support(in: &transaction)
            )
        }
    }

    /// The same items, each with its count and the number of states that have reached their minimum.
    private static func counted(
        _ items: [InitiativeItem],
        _ memberStates: MemberStates,
        in transaction: inout Transaction
    ) throws(StorageError) -> [InitiativeItem] {
        let progress = try progress(of: items, memberStates, in: &transaction)
        return items.map { item in
            guard let own = progress[item.id] else { return item }
            var counted = item
            (counted.total, counted.statesReached) = (own.total, own.statesReached)
            return counted
        }
    }

    /// How far each of the items has come, as the public sees it; none costs nothing.
    static func progress(
        of items: [InitiativeItem],
        _ memberStates: MemberStates,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Initiative.ID: Progress] {
        guard !items.isEmpty else { return [:] }
        let sections = try LedgerStore.shown(
            of: .initiative,
            items.map(\.id.text),
            in: &transaction
        )
        let reported = try InitiativeStore.reported(for: items.map(\.id), in: &transaction)
        return items.reduce(into: [:]) { all, item in
            all[item.id] = Progress(
                memberStates: memberStates,
                registeredOn: item.registeredOn,
                sections: sections[item.id.text, default: []],
                reported: reported[item.id.text, default: [:]],
                reportedTotal: item.reportedTotal
            )
        }
    }
}
