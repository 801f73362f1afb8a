import Kernel
import Moderation
import Spaces
import Storage

extension InitiativeStore {
    /// What some initiatives are called, of any space of the institution; those that are there.
    ///
    /// Some have the number of another in another space.
    static func names(
        of subjects: [Subject],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: SubjectDesk.Name] {
        let wanted = Set(subjects.prefix(Limits.subjectsAtOnce)).sorted()
        guard !wanted.isEmpty else { return [:] }
        let spaces = Set(wanted.map(\.space)).sorted()
        let asked = transaction.table(
            ["space_id", "id"],
            wanted.map { [$0.space.sqlValue, $0.id.sqlValue] }
        )
        let rows: [NameRow] = try transaction.all(
            """
            SELECT initiative.space_id, initiative.id, initiative.title
            FROM initiative JOIN (\(asked)) AS asked
              ON asked.space_id = initiative.space_id AND asked.id = initiative.id
            WHERE initiative.tenant_id = \(transaction.tenant)
              AND initiative.space_id IN (\(list: spaces))
            LIMIT \(Limits.subjectsAtOnce)
            """
        )
        var names: [Subject: SubjectDesk.Name] = [:]
        for row in rows {
            let subject = Subject(space: row.space, kind: .initiative, id: row.id)
            names[subject] = SubjectDesk.Name(title: row.title, path: [row.id])
        }
        return names
    }
}

private struct NameRow: RowReadable {
    let space: Space.ID
    let id: String
    let title: String

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        id = try row.next()
        title = try row.next()
    }
}
