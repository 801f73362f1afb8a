import Kernel
import Spaces
import Storage
import Text

/// What authors read and write of their own petitions.
extension PetitionStore {
    /// A page of those of one author, the newest first: one more than a page holds when there are more.
    static func all(
        of author: Member.ID,
        at cursor: ListCursor?,
        in transaction: inout Transaction
    ) throws(StorageError) -> [OwnPetition] {
        let isBackward = cursor?.isBackward == true
        let order: SQL = isBackward ? "petition.id" : "petition.id DESC"
        return try transaction.all(
            """
            SELECT \(ownColumns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.author_id = \(author)
              \(beyond(cursor))
            ORDER BY \(order) LIMIT \(Limits.pageLength + 1)
            """
        )
    }

    private static func beyond(_ cursor: ListCursor?) -> SQL {
        guard let cursor else { return "" }
        if cursor.isBackward { return "AND petition.id > \(cursor.value)" }
        return "AND petition.id < \(cursor.value)"
    }

    /// Those of some petitions that were published and that readers see, in no order.
    static func open(
        _ ids: [Petition.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [OwnPetition] {
        guard !ids.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT \(ownColumns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space)
              AND petition.id IN (\(list: ids.map(\.number)))
              AND petition.is_shown AND petition.published_at IS NOT NULL
            """
        )
    }

    private static func ownColumns(in transaction: borrowing Transaction) -> SQL {
        """
        petition.id, petition.stage, petition.stage_since, petition.due_at, petition.closes_at,
        petition.language, petition.title, (
            SELECT line.shown_count FROM petition_line AS line
            WHERE line.tenant_id = \(transaction.tenant) AND line.space_id = \(transaction.space)
              AND line.id = petition.id
        )
        """
    }

    /// Which of some petitions are by a member.
    static func owned(
        _ ids: [Petition.ID],
        by author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition.ID] {
        guard !ids.isEmpty else { return [] }
        return try transaction.column(
            """
            SELECT id FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id IN (\(list: ids.map(\.number))) AND author_id = \(author)
            """
        )
    }

    /// How many of an author are not published yet and may be: these are limited.
    static func countUnderWay(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT COUNT(*) FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author) AND stage IN (\(list: unpublished))
            """
        ) ?? 0
    }

    /// The draft of an author with this title that they have begun since then.
    static func draft(
        of author: Member.ID,
        called title: String,
        since instant: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) -> Petition.ID? {
        try transaction.value(
            """
            SELECT id FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author) AND stage = \(Stage.draft) AND title = \(title)
              AND created_at >= \(instant)
            ORDER BY id DESC LIMIT 1
            """
        )
    }

    /// Writes what a petition says and asks for; of a row that is locked.
    static func setTexts(
        of petition: Petition,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition
            SET title = \(petition.title), body = \(petition.body), ask = \(petition.ask),
                theme = \(petition.theme), is_author_shown = \(petition.isAuthorShown),
                mark = mark + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(petition.id.number)
            """
        )
        try refreshLine(of: petition.id, in: &transaction)
    }

    /// Removes a draft with its line and its key: nobody else has ever seen it, so nothing else names it.
    ///
    /// After its documents and versions; of a row that is locked.
    static func removeDraft(
        _ id: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_key
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(id.number)
            """
        )
        try transaction.run(
            """
            DELETE FROM petition_line
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.number)
            """
        )
        try transaction.run(
            """
            DELETE FROM petition
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id = \(id.number) AND stage = \(Stage.draft)
            """
        )
    }

    /// All of one author, for their archive and for whoever leaves.
    static func allWhole(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Petition] {
        try transaction.all(
            """
            SELECT \(columns(in: transaction)) FROM petition
            WHERE petition.tenant_id = \(transaction.tenant)
              AND petition.space_id = \(transaction.space) AND petition.author_id = \(author)
            ORDER BY petition.id LIMIT \(Limits.petitionsOfAuthor)
            """
        )
    }

    /// Takes an author's name from everything that they wrote.
    static func forget(
        _ author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition SET author_id = NULL, mark = mark + 1
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author)
            """
        )
    }

    private static let unpublished = [
        Stage.draft, .gathering, .submitted, .correction,
    ].map(\.rawValue)
}

extension OwnPetition: RowReadable {
    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        stage = try row.next()
        stageSince = try row.next()
        dueAt = try row.next()
        closesAt = try row.next()
        language = try row.next()
        title = try row.next()
        let counted: Int? = try row.next()
        signatures = counted ?? 0
    }
}
