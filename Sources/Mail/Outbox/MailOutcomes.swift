package import Storage

/// What became of letters that are over.
package struct MailOutcomes: Sendable, Hashable, RowReadable {
    package let sent: Int
    /// By a server, for good, though it did not say that there is no such mailbox.
    package let refused: Int
    /// What it answered to one of those.
    package let replyCode: Int?

    init(sent: Int, refused: Int, replyCode: Int?) {
        self.sent = sent
        self.refused = refused
        self.replyCode = replyCode
    }

    package init(reading row: inout RowReader) throws(StorageError) {
        sent = try row.next()
        refused = try row.next()
        replyCode = try row.next()
    }

    /// Whether a server seems to refuse whatever comes from here: one letter may displease one mailbox,
    /// several, with none taken, are no accident.
    package var isRefusedByRule: Bool { sent == 0 && refused >= 3 }
}
