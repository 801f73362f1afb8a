import FoundationEssentials

/// How something was, and how it is since: values by their fields, as an entry keeps them.
package struct AuditDetails: Codable, Sendable, Hashable {
    package let before: [String: String]
    package let after: [String: String]

    init(before: [String: String], after: [String: String]) {
        self.before = before
        self.after = after
    }

    /// Nil for what another program has written.
    init?(_ text: String) {
        guard let read = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else {
            return nil
        }
        self = read
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// Every field that was or is, in order.
    package var fields: [String] { Set(before.keys).union(after.keys).sorted() }
}
