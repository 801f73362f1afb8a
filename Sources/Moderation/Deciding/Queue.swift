import Accounts
import Kernel
import Storage
package import Text

extension ModerationDesk {
    /// What waits where somebody may moderate, a page at a time.
    package func queue(
        _ filter: CaseFilter,
        at cursor: ListCursor?,
        for moderator: Moderator
    ) async throws -> ModerationPage<QueueRow> {
        try await database.read(in: moderator.scope) { transaction in
            let found = try CaseStore.queue(
                filter,
                within: moderator.reach,
                at: cursor,
                limit: Limits.queueLength + 1,
                in: &transaction
            )
            let page = ModerationPage(found, length: Limits.queueLength, at: cursor) { row in
                (CaseStore.value(of: row, in: filter.order), String(row.number))
            }
            let rows = try queueRows(page.rows, at: moderator.now, in: &transaction)
            return page.with(rows)
        }
    }

    /// The first cases of a queue, as many as can be decided together.
    package func numbers(
        in filter: CaseFilter,
        for moderator: Moderator
    ) async throws -> [Int] {
        try await database.read(in: moderator.scope) { transaction in
            try CaseStore.queue(
                filter,
                within: moderator.reach,
                at: nil,
                limit: Limits.moderationBatch,
                in: &transaction
            ).map(\.number)
        }
    }

    /// How much waits for a moderator.
    package func counts(for moderator: Moderator) async throws -> QueueCounts {
        try await database.read(in: moderator.scope) { transaction in
            let counts = try CaseStore.counts(within: moderator.reach, in: &transaction)
            return QueueCounts(
                open: counts.open,
                breached: counts.breached,
                appeals: try AppealStore.countWaiting(
                    within: moderator.reach,
                    in: &transaction
                )
            )
        }
    }

    /// The cases before and behind one in a queue; nil at its ends, and where it is not there any more.
    package func neighbours(
        of number: Int,
        in filter: CaseFilter,
        for moderator: Moderator
    ) async throws -> (previous: Int?, next: Int?) {
        let both: [Int?] = try await database.read(in: moderator.scope) { transaction in
            guard let row = try CaseStore.find(number, in: &transaction) else { return [nil, nil] }
            return try [true, false].map { isBefore in
                try CaseStore.neighbour(
                    of: row,
                    in: filter,
                    within: moderator.reach,
                    isBefore: isBefore,
                    in: &transaction
                )
            }
        }
        return (both[0], both[1])
    }

    /// Cases as rows show them: as many statements for a page as for one, for each kind in a space.
    func queueRows(
        _ rows: [CaseRow],
        at now: Instant,
        in transaction: inout Transaction
    ) throws -> [QueueRow] {
        let spaces = try directory.spaces(&transaction)
        let cards = try self.cards(of: rows.map(\.subject), among: spaces, in: &transaction)
        let flags = try CaseStore.flags(of: rows.map(\.number), in: &transaction)
        let people = rows.flatMap { [$0.author, $0.claim(at: now)?.by] }
        let authors = try moderation.people.authors(people, in: &transaction)
        return rows.map { row in
            let item = row.item(at: now)
            return QueueRow(
                item: item,
                place: SubjectDirectory.place(of: row.subject, among: spaces),
                card: cards[row.subject],
                author: authors[row.author],
                claimedBy: item.claim.map { authors[$0.by] },
                flags: flags[row.number, default: []].map(\.name)
            )
        }
    }
}
