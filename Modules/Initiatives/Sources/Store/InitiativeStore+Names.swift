import Kernel
import Moderation
import Spaces
import Storage

extension InitiativeStore {
    /// What some initiatives are called, of any space of the institution; those that are there.
    ///
    /// Some have the number of another in another space: what nobody asked for is left out.
    static func names(
        of subjects: [Subject],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Subject: SubjectDesk.Name] {
        let wanted = Set(subjects.prefix(Limits.todaySubjects))
        guard !wanted.isEmpty else { return [:] }
        let spaces = Set(wanted.map(\.space)).sorted()
        let ids = Set(wanted.map(\.id)).sorted()
        let rows: [NameRow] = try transaction.all(
            """
            SELECT space_id, id, title FROM initiative
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND id IN (\(list: ids))
            ORDER BY space_id, id LIMIT \(Limits.todaySubjects * Limits.todaySubjects)
            """
        )
        var names: [Subject: SubjectDesk.Name] = [:]
        for row in rows {
            let subject = Subject(space: row.space, kind: .initiative, id: row.id)
            guard wanted.contains(subject) else { continue }
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
