import Kernel
import Storage

/// Every SQL text that touches `moderation_month`: what happened, counted in the transaction of its cause.
enum FigureStore {
    /// What is counted.
    enum Measure: String, Sendable {
        /// Of one action and ground: `hide/incompatible`.
        case decision
        case category
        case automated
        case undone
        case report
        /// Of one party.
        case appeal
        case answered
        case reversal
        case kept
        case broken
        /// Within so many hours.
        case hours
    }

    /// One number, where and in which month it moves.
    struct Count: Sendable, Hashable {
        let month: ModerationMonth
        let space: Space.ID
        let measure: Measure
        let item: String

        init(
            _ measure: Measure,
            _ item: String = "",
            in space: Space.ID,
            at instant: Instant
        ) {
            month = ModerationMonth(of: instant)
            self.space = space
            self.measure = measure
            self.item = item
        }

        var key: (Int, Space.ID, String, String) {
            (month.number, space, measure.rawValue, item)
        }
    }

    /// Moves numbers, always in the same order; one statement for many as for one.
    static func move(
        _ counts: [Count: Int],
        in transaction: inout Transaction
    ) throws(StorageError) {
        let moved = counts.filter { $0.value != 0 }.sorted { $0.key.key < $1.key.key }
        guard !moved.isEmpty else { return }
        let given = transaction.table(
            ["month", "space_id", "measure", "item", "amount"],
            moved.map { count, amount in
                [
                    count.month.number.sqlValue, count.space.sqlValue,
                    count.measure.rawValue.sqlValue, count.item.sqlValue, amount.sqlValue,
                ]
            }
        )
        try transaction.run(
            """
            INSERT INTO moderation_month (tenant_id, month, space_id, measure, item, amount)
            SELECT \(transaction.tenant), month, space_id, measure, item, amount
            FROM (\(given)) AS given WHERE TRUE
            ON CONFLICT (tenant_id, month, space_id, measure, item)
            DO UPDATE SET amount = moderation_month.amount + excluded.amount
            """
        )
    }

    /// Everything from a month on, over all spaces, the newest month first.
    static func all(
        from month: ModerationMonth,
        in transaction: inout Transaction
    ) throws(StorageError) -> [(month: ModerationMonth, figures: ModerationFigures)] {
        let rows: [FigureRow] = try transaction.all(
            """
            SELECT month, measure, item, CAST(SUM(amount) AS BIGINT) FROM moderation_month
            WHERE tenant_id = \(transaction.tenant) AND month >= \(month.number)
            GROUP BY month, measure, item
            ORDER BY month DESC, measure, item LIMIT \(Limits.moderationMonths * 500)
            """
        )
        var months: [(month: ModerationMonth, figures: ModerationFigures)] = []
        for row in rows {
            if months.last?.month.number != row.month {
                months.append((ModerationMonth(number: row.month), ModerationFigures()))
            }
            months[months.count - 1].figures.add(row.amount, row.measure, row.item)
        }
        return months
    }
}

extension ModerationFigures {
    /// What one row says; a word that this program does not know says nothing.
    fileprivate mutating func add(_ amount: Int, _ measure: FigureStore.Measure?, _ item: String) {
        guard let measure else { return }
        switch measure {
        case .decision:
            let parts = item.split(separator: "/").map(String.init)
            guard let action = parts.first.flatMap(Decision.Action.init(rawValue:)) else { return }
            let ground = parts.dropFirst().first.flatMap(Decision.Ground.Kind.init(rawValue:))
            decisions[Key(action: action, ground: ground), default: 0] += amount
        case .category:
            if let category = ModerationCategory(rawValue: item) {
                categories[category, default: 0] += amount
            }
        case .report:
            if let category = ModerationCategory(rawValue: item) {
                reports[category, default: 0] += amount
            }
        case .appeal:
            if let party = AppealParty(rawValue: item) { appeals[party, default: 0] += amount }
        case .automated: automated += amount
        case .undone: undone += amount
        case .answered: appealsDecided += amount
        case .reversal: reversals += amount
        case .kept: promisesKept += amount
        case .broken: promisesBroken += amount
        case .hours:
            if let bound = Int(item) { hours[bound, default: 0] += amount }
        }
    }

    /// Both together.
    mutating func add(_ other: ModerationFigures) {
        decisions.merge(other.decisions, uniquingKeysWith: +)
        categories.merge(other.categories, uniquingKeysWith: +)
        reports.merge(other.reports, uniquingKeysWith: +)
        appeals.merge(other.appeals, uniquingKeysWith: +)
        hours.merge(other.hours, uniquingKeysWith: +)
        automated += other.automated
        undone += other.undone
        appealsDecided += other.appealsDecided
        reversals += other.reversals
        promisesKept += other.promisesKept
        promisesBroken += other.promisesBroken
    }
}

private struct FigureRow: RowReadable {
    let month: Int
    let measure: FigureStore.Measure?
    let item: String
    let amount: Int

    init(reading row: inout RowReader) throws(StorageError) {
        month = try row.next()
        measure = FigureStore.Measure(rawValue: try row.next())
        item = try row.next()
        amount = try row.next()
    }
}
