import Accounts
import Kernel
import Storage
package import Text
import Vault

extension ModerationDesk {
    /// Who writes nothing for a while where somebody may moderate, the newest first.
    package func suspensions(for moderator: Moderator) async throws -> [SuspensionRow] {
        try await database.read(in: moderator.scope) { transaction in
            let found = try AuthorSuspensionStore.all(
                within: moderator.reach,
                in: &transaction
            )
            let spaces = try directory.spaces(&transaction)
            let names = try moderation.people.authors(
                found.map { Optional($0.member) },
                in: &transaction
            )
            return found.map { one in
                SuspensionRow(
                    suspension: one,
                    name: names[one.member],
                    place: spaces[one.space]
                )
            }
        }
    }

    /// What was decided where somebody may moderate, the newest first.
    package func decisions(
        at cursor: ListCursor?,
        for moderator: Moderator
    ) async throws -> ModerationPage<DecisionRow> {
        try await database.read(in: moderator.scope) { transaction in
            let found = try DecisionStore.list(
                within: moderator.reach,
                at: cursor,
                limit: Limits.queueLength + 1,
                in: &transaction
            )
            let page = ModerationPage(found, length: Limits.queueLength, at: cursor) { row in
                (row.number, String(row.number))
            }
            let spaces = try directory.spaces(&transaction)
            let subjects = page.rows.map(\.subject)
            let cards = try self.cards(of: subjects, among: spaces, in: &transaction)
            let standings = try ModeratedStore.find(Set(subjects), in: &transaction)
            let traces = try DecisionStore.traces(of: Set(subjects), in: &transaction)
            let box = moderation.vault.personalBox(of: transaction.tenant)
            let rows = try page.rows.map { row in
                DecisionRow(
                    record: try row.record(in: box),
                    place: SubjectDirectory.place(of: row.subject, among: spaces),
                    card: cards[row.subject],
                    canBeUndone: standings[row.subject].map { subject in
                        canBeUndone(row, subject, traces[row.subject] ?? [], moderator)
                    } ?? false
                )
            }
            return page.with(rows)
        }
    }
}
