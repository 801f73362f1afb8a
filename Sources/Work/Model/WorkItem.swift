package import Kernel
package import Storage

/// A piece of work that was queued for somebody.
package struct WorkItem: Sendable {
    package enum State: String, Sendable {
        /// For its turn, or at work.
        case waiting
        case done
        case failed
    }

    package let id: String
    package let kind: String
    package let space: Space.ID
    package let owner: Member.ID
    package let state: State
    /// The run that is at it, or was when its process died; nil while nobody is.
    let run: String?
    package let createdAt: Instant
    /// When it is tried again at the earliest.
    let nextAt: Instant
    /// How often it was begun.
    let tries: Int
    package let done: Int
    /// Zero while it is not known.
    package let total: Int
    package let expiresAt: Instant
    /// Sealed: what it was given.
    let input: [UInt8]
    /// Sealed: what came of it, or why nothing did.
    let words: [UInt8]?
    let file: String?

    package var isAtWork: Bool { state == .waiting && run != nil }
    package var hasFile: Bool { file != nil }

    /// What files of it belong to.
    var subject: Subject { Subject(space: space, kind: .work, id: id) }
}

extension WorkItem: RowReadable {
    static let columns: SQL = """
        id, kind, space_id, member_id, state, run, created_at, next_at, tries, done, total,
        expires_at, input, words, file_id
        """

    package init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        kind = try row.next()
        space = try row.next()
        owner = try row.next()
        let name: String = try row.next()
        guard let state = State(rawValue: name) else {
            throw StorageError(.other, "work in an unknown state")
        }
        self.state = state
        run = try row.next()
        createdAt = try row.next()
        nextAt = try row.next()
        tries = try row.next()
        done = try row.next()
        total = try row.next()
        expiresAt = try row.next()
        input = try row.next()
        words = try row.next()
        file = try row.next()
    }
}
