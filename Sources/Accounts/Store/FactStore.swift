package import Kernel
package import Storage

/// Every SQL text that touches `member_fact`: what providers proved of members, each a yes and an instant.
enum FactStore {
    /// Notes what a provider proved now; what it proved before and contradicts is forgotten.
    static func note(
        _ finding: FactFinding,
        of member: Member.ID,
        by provider: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        for fact in finding.refuted.sorted() {
            try transaction.run(
                """
                DELETE FROM member_fact
                WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
                  AND fact = \(fact) AND provider = \(provider)
                """
            )
        }
        for fact in finding.proven.sorted() {
            try transaction.run(
                """
                INSERT INTO member_fact (tenant_id, member_id, fact, provider, proven_at)
                VALUES (\(transaction.tenant), \(member), \(fact), \(provider), \(transaction.now))
                ON CONFLICT (tenant_id, member_id, fact, provider) DO UPDATE
                SET proven_at = excluded.proven_at
                """
            )
        }
    }

    /// Who proved a fact last; nil when nobody did.
    static func find(
        _ fact: String,
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> ProvenFact? {
        try transaction.first(
            """
            SELECT fact, provider, proven_at FROM member_fact
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member) AND fact = \(fact)
            ORDER BY proven_at DESC, provider LIMIT 1
            """
        )
    }

    static func all(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [ProvenFact] {
        try transaction.all(
            """
            SELECT fact, provider, proven_at FROM member_fact
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            ORDER BY fact, provider LIMIT \(Limits.factsPerMember)
            """
        )
    }

    /// What was proved through a way to sign in ends with it.
    static func delete(
        of member: Member.ID,
        by provider: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_fact
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
              AND provider = \(provider)
            """
        )
    }

    /// A provider that is believed no more has proved nothing.
    static func deleteAll(
        by provider: String,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_fact
            WHERE tenant_id = \(transaction.tenant) AND provider = \(provider)
            """
        )
    }

    static func deleteAll(
        of member: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM member_fact
            WHERE tenant_id = \(transaction.tenant) AND member_id = \(member)
            """
        )
    }
}

/// A fact of a member, by its name, with who proved it and when.
package struct ProvenFact: Sendable, Hashable, RowReadable {
    package let fact: String
    /// The provider's short name.
    package let provider: String
    package let provenAt: Instant

    package init(reading row: inout RowReader) throws(StorageError) {
        fact = try row.next()
        provider = try row.next()
        provenAt = try row.next()
    }
}
