import Kernel
package import Spaces
package import Storage

/// Every SQL text that touches `suggestion`.
package enum SuggestionStore {
    static func add(
        _ text: String,
        as number: Int,
        by author: Member.ID,
        isHidden: Bool,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            INSERT INTO suggestion (
                tenant_id, space_id, id, text, state, entered_at, author_id, thanks, is_hidden
            )
            VALUES (
                \(transaction.tenant), \(transaction.space), \(number),
                \(text), 'waiting', \(transaction.now), \(author), 0, \(isHidden)
            )
            """
        )
        if !isHidden { try count(1, in: "waiting", in: &transaction) }
        try countToday(in: &transaction)
    }

    /// The number of the last one: how many there are, because none is ever removed.
    static func last(in transaction: inout Transaction) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT coalesce(max(id), 0) FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
            """
        ) ?? 0
    }

    package static func all(
        in states: [Workflow.State],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Suggestion] {
        try transaction.all(
            """
            SELECT id, text, state, author_id, is_hidden FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND state IN (\(list: states.map(\.rawValue))) AND NOT is_hidden
            ORDER BY id LIMIT 100
            """
        )
    }

    package static func find(
        _ id: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Suggestion? {
        guard let number = Int(id) else { return nil }
        return try transaction.first(
            """
            SELECT id, text, state, author_id, is_hidden FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(number)
            """
        )
    }

    /// The same, and nobody else changes it until the transaction ends.
    static func lock(
        _ id: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Suggestion? {
        try change(id, "thanks = thanks", in: &transaction)
        return try find(id, in: &transaction)
    }

    static func move(
        _ id: String,
        to state: Workflow.State,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard let old = try find(id, in: &transaction) else { return }
        try change(
            id,
            "state = \(state.rawValue), entered_at = \(transaction.now)",
            in: &transaction
        )
        guard !old.isHidden else { return }
        try count(-1, in: old.state, in: &transaction)
        try count(1, in: state, in: &transaction)
    }

    static func thank(_ id: String, in transaction: inout Transaction) throws(StorageError) {
        try change(id, "thanks = thanks + 1", in: &transaction)
    }

    /// How often its author was thanked.
    package static func thanks(
        _ id: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int? {
        guard let number = Int(id) else { return nil }
        return try transaction.value(
            """
            SELECT thanks FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(number)
            """
        )
    }

    /// Those of some that are there.
    static func all(
        _ ids: [String],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Suggestion] {
        let numbers = Set(ids.compactMap(Int.init)).sorted()
        guard !numbers.isEmpty else { return [] }
        return try transaction.all(
            """
            SELECT id, text, state, author_id, is_hidden FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id IN (\(list: numbers))
            """
        )
    }

    static func setHidden(
        _ isHidden: Bool,
        _ ids: [String],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let changed = try all(ids, in: &transaction).filter { $0.isHidden != isHidden }
        guard !changed.isEmpty else { return }
        try transaction.run(
            """
            UPDATE suggestion SET is_hidden = \(isHidden)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id IN (\(list: changed.map(\.number)))
            """
        )
        for (state, some) in Dictionary(grouping: changed, by: \.state) {
            try count(isHidden ? -some.count : some.count, in: state, in: &transaction)
        }
    }

    private static func change(
        _ id: String,
        _ change: SQL,
        in transaction: inout Transaction
    ) throws(StorageError) {
        guard let number = Int(id) else { return }
        try transaction.run(
            """
            UPDATE suggestion SET \(change)
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space) AND id = \(number)
            """
        )
    }

    /// Everybody who has suggested something here.
    static func authors(
        in transaction: inout Transaction
    ) throws(StorageError) -> [Member.ID] {
        try transaction.column(
            """
            SELECT author_id FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id IS NOT NULL
            GROUP BY author_id ORDER BY author_id LIMIT 1000
            """
        )
    }

    static func waiting(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> Int {
        try transaction.value(
            """
            SELECT COUNT(*) FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author) AND state = 'waiting'
            """
        ) ?? 0
    }

    /// How many wait in each of these spaces; none where nothing does.
    static func waiting(
        in spaces: [Space.ID],
        in transaction: inout Transaction
    ) throws(StorageError) -> [Space.ID: Int] {
        let rows: [WaitingRow] = try transaction.all(
            """
            SELECT space_id, COUNT(*) FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id IN (\(list: spaces))
              AND state = 'waiting' AND NOT is_hidden
            GROUP BY space_id
            """
        )
        return Dictionary(rows.map { ($0.space, $0.count) }) { first, _ in first }
    }

    /// What entered a state in these instants and is still in it, the oldest first.
    static func waiting(
        in state: Workflow.State,
        since instants: Range<Instant>,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String] {
        let ids: [Int] = try transaction.column(
            """
            SELECT id FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND state = \(state)
              AND entered_at >= \(instants.lowerBound) AND entered_at < \(instants.upperBound)
            ORDER BY entered_at LIMIT \(Limits.dueAtOnce)
            """
        )
        return ids.map { String($0) }
    }

    /// Which of some suggestions are by an author.
    static func numbers(
        _ numbers: [Int],
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [Int] {
        try transaction.column(
            """
            SELECT id FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND id IN (\(list: numbers)) AND author_id = \(author)
            """
        )
    }

    static func texts(
        of author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) -> [String] {
        try transaction.column(
            """
            SELECT text FROM suggestion
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author)
            ORDER BY id LIMIT 1000
            """
        )
    }

    static func forget(
        _ author: Member.ID,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try transaction.run(
            """
            UPDATE suggestion SET author_id = NULL
            WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
              AND author_id = \(author)
            """
        )
    }
}

extension Suggestion: RowReadable {
    package init(reading row: inout RowReader) throws(StorageError) {
        number = try row.next()
        text = try row.next()
        state = Workflow.State(rawValue: try row.next())
        author = try row.next()
        isHidden = try row.next()
    }
}

private struct WaitingRow: RowReadable {
    let space: Space.ID
    let count: Int

    init(reading row: inout RowReader) throws(StorageError) {
        space = try row.next()
        count = try row.next()
    }
}
