import Testing

@testable import Storage

/// Goal: a copy never holds much of a table at once, however large its rows are.
///
/// Method: pages of small and of large rows, and how many rows come next.
@Suite("Pages of a copy")
struct CopyPageTests {
    @Test(
        "large rows come a few at a time, small ones hundreds",
        arguments: [(8, 500), (20_000, 419), (256 * 1024, 32), (20 << 20, 1)]
    )
    func limit(bytes: Int, rows: Int) {
        let row = [SQLValue.bytes([UInt8](repeating: 0, count: bytes))]

        #expect(DatabaseCopy.limit(after: [row, row, row]) == rows)
        #expect(DatabaseCopy.limit(after: []) == 500)
    }
}
