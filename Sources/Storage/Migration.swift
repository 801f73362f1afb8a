/// One step in the history of the tables: forward only, never changed after it has shipped.
///
/// Written once with type words that each ``Dialect`` replaces.
package struct Migration: Sendable {
    /// `initiatives/2026-11-21-create-initiative`.
    package let id: String
    package let text: String
    /// What the program may do with each table that it makes, and with columns that it adds.
    package let access: [TableAccess]

    package init(_ id: String, _ text: String, access: [TableAccess] = []) {
        self.id = id
        self.text = text
        self.access = access
    }

    /// FNV-1a over the text: enough to notice a change, no secret depends on it.
    package var checksum: String {
        let hash = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return String(hash, radix: 16)
    }
}
