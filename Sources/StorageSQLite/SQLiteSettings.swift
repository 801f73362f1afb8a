/// How SQLite is run; every value has a measured default.
package struct SQLiteSettings: Sendable {
    /// Readers at once.
    ///
    /// More than the cores wait for them anyway.
    package var readers = 4
    /// The page cache of each reader.
    package var readerCacheKibibytes = 4 * 1024
    /// The page cache of the writer, which meets a random page of an index for each signature.
    package var writerCacheKibibytes = 16 * 1024
    /// Pages in the journal before they are copied back into the file.
    package var checkpointPages = 4000
    package var busySeconds = 5.0
    /// Brings what was written to a descriptor to disk; 0 when it is there, as fdatasync.
    ///
    /// A test puts a disk here that is slow, or fails.
    package var synchronise: @Sendable (CInt) -> CInt = SQLiteDisk.synchronise
    /// Told what an operator should know: that the disk failed, that the journal grows.
    package var report: @Sendable (String) -> Void = { _ in }

    package init() {}
}
