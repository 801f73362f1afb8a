import Kernel
package import Storage

/// A letter as it waits.
struct MailRow: Sendable, RowReadable {
    static let columns: SQL =
        "id, created_at, expires_at, attempts, times, recipient_key, letter"

    let id: String
    let createdAt: Instant
    let expiresAt: Instant
    let attempts: Int
    /// How many equal ones it stands for.
    let times: Int
    let recipient: [UInt8]
    /// Sealed.
    let letter: [UInt8]

    init(reading row: inout RowReader) throws(StorageError) {
        id = try row.next()
        createdAt = try row.next()
        expiresAt = try row.next()
        attempts = try row.next()
        times = try row.next()
        recipient = try row.next()
        letter = try row.next()
    }
}

/// A letter as it is written down.
struct NewMail: Sendable {
    let id: String
    var state = MailState.waiting
    let expiresAt: Instant
    let nextAt: Instant
    let recipient: [UInt8]
    let cause: String
    /// The network that asked, for this recipient alone.
    var network: [UInt8]?
    /// What equal warnings have in common.
    var merge: [UInt8]?
    /// Sealed; nil for a letter that no mail can take.
    let letter: [UInt8]?
}

/// How much mail waits, over all institutions.
package struct MailCounts: Sendable, Hashable, RowReadable {
    package let waiting: Int
    /// Those of them that a mail server did not take yet.
    package let tried: Int

    init(waiting: Int, tried: Int) {
        self.waiting = waiting
        self.tried = tried
    }

    package init(reading row: inout RowReader) throws(StorageError) {
        waiting = try row.next()
        tried = try row.next()
    }
}
