import Kernel
import Storage

/// Something that a member is to be told, as it waits.
struct NotificationRow: Sendable, RowReadable {
    static let columns: SQL = """
        id, member_id, kind, subject_space, subject_kind, subject_id, merge_key, details, times,
        happened_at
        """

    let id: String
    let member: Member.ID
    let kind: String
    let subject: Subject
    /// What equal ones have in common.
    let mergeKey: [UInt8]
    /// Sealed.
    let details: [UInt8]
    /// How often the very same happened.
    let times: Int
    let happenedAt: Instant

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        member = try row.next()
        kind = try row.next()
        let space: Space.ID = try row.next()
        let subjectKind: Subject.Kind = try row.next()
        subject = Subject(space: space, kind: subjectKind, id: try row.next())
        mergeKey = try row.next()
        details = try row.next()
        times = try row.next()
        happenedAt = try row.next()
    }
}

/// The same as it is written down.
struct NewNotification: Sendable {
    let id: String
    let member: Member.ID
    let kind: String
    let subject: Subject
    /// What equal ones have in common.
    let mergeKey: [UInt8]
    /// Sealed.
    let details: [UInt8]
    let dueAt: Instant
}

/// Whom something is to be told, and of which kind it is.
struct NotificationHeap: Sendable, Hashable, RowReadable {
    let member: Member.ID
    let kind: String

    init(member: Member.ID, kind: String) {
        self.member = member
        self.kind = kind
    }

    init(reading row: inout RowReader) throws(StorageError) {
        member = try row.next()
        kind = try row.next()
    }
}

/// How often a member wants to be told of one kind.
struct NotificationWish: Sendable, RowReadable {
    let member: Member.ID
    let kind: String
    let rhythm: NotificationRhythm?

    init(reading row: inout RowReader) throws(StorageError) {
        member = try row.next()
        kind = try row.next()
        rhythm = NotificationRhythm(rawValue: try row.next())
    }
}
