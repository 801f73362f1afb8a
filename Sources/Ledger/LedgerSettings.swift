import Kernel

/// How long things may take in the ledger; every value is shorter than the patience of who asked.
package struct LedgerSettings: Sendable {
    /// Entries that may wait.
    package var capacity = Limits.ledgerQueue
    /// How long after its arrival an entry may still be written.
    ///
    /// What has waited longer is dropped, unwritten, and its sender is told so.
    package var wait = Limits.ledgerWait
    /// How long after its arrival its sender is told something, whatever the database does.
    package var answer = Limits.ledgerAnswer
    /// How long a batch waits for the row of an item that somebody else holds.
    package var lockWait = Duration.milliseconds(250)
    /// Between two looks at what is held up.
    package var pause = Duration.milliseconds(100)

    package init() {}
}
