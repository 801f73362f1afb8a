package import Kernel
package import Storage

/// What the public sees of a counter: where little comes it moves once a minute, so that nobody watches a
/// single statement through it; where a crowd comes it is a second or two old.
///
/// Parts of statements, for a table with the columns `shown_count` and `shown_until` beside its counter.
/// Whoever moves the counter writes until when it goes on showing what it showed; no job has to come
/// later: from that instant on, readers see what is counted.
package struct ShownCount: Sendable {
    private let table: SQL
    private let count: SQL
    private let now: Instant

    /// Of a counter in a table, as a statement names them; of several columns, their sum is counted.
    package init(_ table: String, _ counts: String..., at now: Instant) {
        let columns = counts.map { count -> SQL in "\(SQL.name(table)).\(SQL.name(count))" }
        self.table = SQL.name(table)
        count = columns.dropFirst().reduce(columns[0]) { "\($0) + \($1)" }
        self.now = now
    }

    /// What it shows.
    package var value: SQL {
        "CASE WHEN \(isHeld) THEN \(table).shown_count ELSE \(count) END"
    }

    /// Until when it shows that, once it counts the new number.
    package func until(counting new: SQL) -> SQL {
        let (soon, later) = (later(Limits.ledgerShownCrowd), later(Limits.ledgerShown))
        return """
            CASE
                WHEN \(new) - (\(value)) >= \(Limits.ledgerCrowd) THEN CASE
                    WHEN \(table).shown_until > \(now) AND \(table).shown_until <= \(soon)
                    THEN \(table).shown_until ELSE \(soon) END
                WHEN \(isHeld) THEN \(table).shown_until
                ELSE \(later) END
            """
    }

    /// Until when a counter shows nothing that begins with a number.
    package func until(beginningWith number: SQL) -> SQL {
        """
        CASE WHEN \(number) < \(Limits.ledgerCrowd) THEN \(later(Limits.ledgerShown))
             ELSE \(later(Limits.ledgerShownCrowd)) END
        """
    }

    /// What a table shows once a decision has moved its counter: as much more or less, and never less than
    /// nothing, when what is taken away was not shown yet.
    package static func moved(_ table: String, by change: SQL) -> SQL {
        let shown: SQL = "\(SQL.name(table)).shown_count"
        return "CASE WHEN \(shown) + \(change) < 0 THEN 0 ELSE \(shown) + \(change) END"
    }

    /// Whether it still shows an earlier count; an instant that no batch by a right clock can have written
    /// holds nothing back.
    private var isHeld: SQL {
        """
        (\(table).shown_until > \(now) AND \(table).shown_until <= \(later(Limits.ledgerShown)))
        """
    }

    private func later(_ milliseconds: Int64) -> Instant {
        now.adding(.milliseconds(milliseconds))
    }
}
