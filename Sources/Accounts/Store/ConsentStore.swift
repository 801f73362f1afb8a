import Kernel
package import Storage

/// Every SQL text that touches `member_consent`.
enum ConsentStore {
    static func give(
        _ consent: Consent,
        by member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO member_consent (tenant_id, member_id, document, version, given_at)
            VALUES (\(transaction.tenant), \(member), \(consent.document), \(consent.version),
                \(consent.givenAt))
            ON CONFLICT (tenant_id, member_id, document, version) DO NOTHING
            """
        )
    }

    /// The newest first.
    static func all(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Consent] {
        try transaction.all(
            """
            SELECT document, version, given_at FROM member_consent
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY given_at DESC, document LIMIT \(Limits.consentsPerMember)
            """
        )
    }

    static func deleteAll(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_consent
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }
}

extension Consent: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        document = try row.next()
        version = try row.next()
        givenAt = try row.next()
    }
}
