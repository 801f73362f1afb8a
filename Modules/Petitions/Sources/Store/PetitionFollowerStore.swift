import Kernel
import Storage

/// Somebody who wants to be told by email how a petition fares, or has asked for it.
struct PetitionFollower: Sendable, RowReadable {
    /// What knows their address again at this petition, and nowhere else.
    let mailbox: [UInt8]
    /// Sealed.
    let email: [UInt8]
    let language: LanguageTag
    /// Where they read the site when they asked.
    let origin: String
    /// Nil until they have shown that the address is theirs.
    let confirmedAt: Instant?
    /// The last event of which they were told.
    let told: Int

    init(
        mailbox: [UInt8],
        email: [UInt8],
        language: LanguageTag,
        origin: String,
        confirmedAt: Instant? = nil,
        told: Int
    ) {
        self.mailbox = mailbox
        self.email = email
        self.language = language
        self.origin = origin
        self.confirmedAt = confirmedAt
        self.told = told
    }

    /// As ``PetitionFollowerStore/columns`` has them.
    init(reading row: inout RowReader) throws(StorageError) {
        mailbox = try row.next()
        email = try row.next()
        let tag: String = try row.next()
        language = LanguageTag(tag) ?? .english
        origin = try row.next()
        confirmedAt = try row.next()
        told = try row.next()
    }
}

/// Every SQL text that touches `petition_follower`.
enum PetitionFollowerStore {
    private static let columns: SQL = "mailbox, email, language, origin, confirmed_at, told"

    static func find(
        _ mailbox: [UInt8],
        of petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> PetitionFollower? {
        try transaction.first(
            """
            SELECT \(columns) FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND mailbox = \(mailbox)
            """
        )
    }

    /// Whether anybody follows a petition who has confirmed it.
    static func isFollowed(
        _ petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Bool {
        let first: Int? = try transaction.value(
            """
            SELECT told FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND confirmed_at IS NOT NULL
            LIMIT 1
            """
        )
        return first != nil
    }

    /// Notes that somebody asked; asked again before it is confirmed, the last time counts.
    ///
    /// Of somebody who has confirmed nothing is another, but that the network asked once more.
    static func ask(
        _ follower: PetitionFollower,
        of petition: Petition.ID,
        from network: [UInt8]?,
        in transaction: inout Transaction
    ) throws(StorageError) {
        let isNew: SQL = "petition_follower.confirmed_at IS NULL"
        let own = { (column: SQL) -> SQL in
            "CASE WHEN \(isNew) THEN excluded.\(column) ELSE petition_follower.\(column) END"
        }
        try transaction.run(
            """
            INSERT INTO petition_follower (
                tenant_id, space_id, petition_id, mailbox, email, language, origin, network,
                asked_at, told, next_at
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(petition.number),
                \(follower.mailbox), \(follower.email), \(follower.language.text),
                \(follower.origin), \(network), \(transaction.now), \(follower.told),
                \(transaction.now)
            )
            ON CONFLICT (tenant_id, space_id, petition_id, mailbox) DO UPDATE
            SET email = \(own("email")), language = \(own("language")), origin = \(own("origin")),
                network = excluded.network, asked_at = excluded.asked_at
            """
        )
    }

    /// How many addresses were asked for from a network in this hour and not confirmed since.
    static func asked(
        from network: [UInt8],
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT count(*) FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND network = \(network)
            """
        ) ?? 0
    }

    /// Notes that the address is theirs, and that they know everything up to an event; where it was asked for
    /// before `since`, nothing is noted.
    static func confirm(
        _ mailbox: [UInt8],
        of petition: Petition.ID,
        told: Int,
        askedSince since: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_follower
            SET confirmed_at = \(transaction.now), told = \(told), network = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND mailbox = \(mailbox)
              AND confirmed_at IS NULL AND asked_at > \(since)
            """
        )
    }

    /// Forgets one of them.
    static func remove(
        _ mailbox: [UInt8],
        of petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND mailbox = \(mailbox)
            """
        )
    }

    /// Forgets everybody who follows one.
    static func removeAll(
        of petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number)
            """
        )
    }

    /// Forgets whoever asked before an instant and never confirmed.
    static func removeUnconfirmed(
        askedBefore before: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            DELETE FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND confirmed_at IS NULL AND asked_at <= \(before)
            """
        )
        // From where others asked for an address that is confirmed is kept no longer than that either.
        try transaction.run(
            """
            UPDATE petition_follower SET network = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND network IS NOT NULL AND asked_at <= \(before)
            """
        )
    }

    /// When somebody asked first of those who have not confirmed.
    static func firstUnconfirmed(
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT asked_at FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND confirmed_at IS NULL
            ORDER BY asked_at LIMIT 1
            """
        )
    }
}

/// From where they were asked for.
extension PetitionFollowerStore {
    /// When the first was asked for of those of whom that is still known.
    static func firstKnown(
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT asked_at FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND network IS NOT NULL
            ORDER BY asked_at LIMIT 1
            """
        )
    }
}

/// Telling them.
extension PetitionFollowerStore {
    /// Some who do not know an event yet and can be told now; their rows are held until the transaction ends.
    static func untold(
        of petition: Petition.ID,
        upTo event: Int,
        limit: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> [PetitionFollower] {
        try transaction.all(
            """
            SELECT \(columns) FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND told < \(event)
              AND next_at <= \(transaction.now) AND confirmed_at IS NOT NULL
            ORDER BY told, next_at, mailbox LIMIT \(limit)
            \(transaction.holding("petition_follower"))
            """
        )
    }

    /// When the next of them can be told who do not know an event yet; nil where everybody knows it.
    static func nextUntold(
        of petition: Petition.ID,
        upTo event: Int,
        in transaction: inout Transaction
    ) throws(StorageError) -> Instant? {
        try transaction.value(
            """
            SELECT next_at FROM petition_follower
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND told < \(event)
              AND confirmed_at IS NOT NULL
            ORDER BY next_at LIMIT 1
            """
        )
    }

    /// Notes that some of them know everything up to an event.
    static func note(
        told event: Int,
        _ mailboxes: [[UInt8]],
        of petition: Petition.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard !mailboxes.isEmpty else { return }
        try transaction.run(
            """
            UPDATE petition_follower SET told = \(event)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND mailbox IN (\(list: mailboxes))
            """
        )
    }

    /// Tells one of them later: so many emails went there that another one would not be taken.
    static func putOff(
        _ mailbox: [UInt8],
        of petition: Petition.ID,
        until: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE petition_follower SET next_at = \(until)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND petition_id = \(petition.number) AND mailbox = \(mailbox)
            """
        )
    }
}
