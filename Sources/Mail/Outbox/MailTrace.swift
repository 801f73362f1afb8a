package import Kernel
package import Storage

/// What is known of a letter without opening it: no address, and nothing that it says.
package struct MailTrace: Sendable, Hashable, RowReadable {
    package let createdAt: Instant
    /// Whose doing it was, as ``Letter/Cause`` is kept.
    package let cause: String
    /// How far it has come, as it is kept.
    package let state: String
    package let attempts: Int
    /// What a mail server answered at last; nil before that.
    package let replyCode: Int?

    package init(reading row: inout RowReader) throws(StorageError) {
        createdAt = try row.next()
        cause = try row.next()
        state = try row.next()
        attempts = try row.next()
        replyCode = try row.next()
    }
}
