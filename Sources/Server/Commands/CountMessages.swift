import Ledger

/// What is said to an operator about an item whose counts do not agree.
enum CountMessages {
    static func text(_ audit: LedgerAudit?) -> String {
        guard let audit else { return "there is nothing to compare" }
        return """
            the counter says \(audit.counter), there are \(audit.rows) entries, numbered up to \
            \(audit.highestSequence); by state \(audit.sections), by day \(audit.days), by hour \
            \(audit.hours); taken back \(audit.withdrawn), by day \(audit.withdrawnDays); corrected by \
            \(audit.adjustment), as written down \(audit.corrections) less \(audit.held) kept out, by \
            state \(audit.sectionAdjustments) (\(audit.wrongSections) wrong); marked \(audit.marked), in \
            streams \(audit.anomalous)
            """
    }
}
