import FoundationEssentials

/// JSON that people read, too: on lines of its own, always in the same order.
package enum ReadableJSON {
    /// The value, without a line end behind it.
    package static func bytes(of value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }
}
