package import Kernel
package import Storage

/// Every SQL text that touches `mail_sender`.
package enum SenderStore {
    /// The same, of the transaction's institution.
    package static func find(in transaction: inout Transaction) throws(StorageError) -> MailSender {
        let row: SenderRow? = try transaction.first(
            "SELECT address, reply_to FROM mail_sender WHERE tenant_id = \(transaction.tenant)"
        )
        return row?.sender ?? MailSender()
    }

    /// Who sends an institution's letters; empty where nothing was set.
    package static func find(
        of tenant: Tenant.ID,
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> MailSender {
        let row: SenderRow? = try transaction.first(
            "SELECT address, reply_to FROM mail_sender WHERE tenant_id = \(tenant)"
        )
        return row?.sender ?? MailSender()
    }

    /// What is nil stays as it is.
    package static func set(
        _ sender: MailSender,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO mail_sender (tenant_id, address, reply_to)
            VALUES (\(transaction.tenant), \(sender.address?.text), \(sender.replyTo?.text))
            ON CONFLICT (tenant_id) DO UPDATE SET
                address = coalesce(excluded.address, mail_sender.address),
                reply_to = coalesce(excluded.reply_to, mail_sender.reply_to)
            """
        )
    }

    package static func remove(in transaction: inout Transaction) throws(StorageError) {
        try transaction.run("DELETE FROM mail_sender WHERE tenant_id = \(transaction.tenant)")
    }
}

/// Who sends an institution's letters, and who gets the answers; nil where nothing was set.
package struct MailSender: Sendable, Hashable {
    package var address: MailAddress?
    package var replyTo: MailAddress?

    package init(address: MailAddress? = nil, replyTo: MailAddress? = nil) {
        self.address = address
        self.replyTo = replyTo
    }
}

private struct SenderRow: RowReadable {
    let sender: MailSender

    init(reading row: inout RowReader) throws(StorageError) {
        let address: String? = try row.next()
        let replyTo: String? = try row.next()
        sender = MailSender(
            address: address.flatMap { MailAddress($0) },
            replyTo: replyTo.flatMap { MailAddress($0) }
        )
    }
}
