/// What a writing transaction may miss of those that run beside it.
///
/// An engine with one writer at a time has no use for it.
package enum Isolation: Sendable {
    /// Nothing: as if all came one after the other. What meets another one is tried again.
    case serializable
    /// The body first locks (by an UPDATE, or ``Transaction/holding(_:)``) every row on which it decides, and reads what depends on them
    /// afterwards: then it waits for others instead of being tried again. For crowds.
    case lockedRows
    /// The same, and what cannot be locked within that time is told as `busy`: for whoever has more to
    /// do than to wait for one row. An engine without locks of rows has no use for it.
    case lockedRowsWithin(Duration)
}
