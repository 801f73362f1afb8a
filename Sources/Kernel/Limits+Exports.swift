extension Limits {
    // Exports of spaces, and numbers about them.
    package static let exportColumns = 60
    /// Things that are read at once for an export, unless it says fewer.
    package static let exportBatch = 500
    /// What the table of one export comes to before it is compressed: it is made in memory.
    package static let exportBytes = workFileBytes
    /// What the file of one comes to that is kept sealed, which adds a few bytes.
    package static let exportSealedBytes = workSealedBytes - 64
    /// Days of a series, the last of them yesterday: one more would be a column that nobody can tell apart.
    package static let statisticDays = 56
    /// Parts of one number.
    package static let statisticBuckets = 100
}
