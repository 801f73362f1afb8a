import FoundationEssentials
package import Storage

/// JSON is kept as text and opened here.
package enum JSONText {
    /// Always written alike.
    package static func encode(_ value: some Encodable) throws(StorageError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            throw StorageError(.other, "a value could not be written as JSON")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Throws `unreadable` for what was not written so.
    package static func decode<Value: Decodable>(_ text: String) throws(StorageError) -> Value {
        guard let value = try? JSONDecoder().decode(Value.self, from: Data(text.utf8)) else {
            throw StorageError(.unreadable, "a column is no JSON of ours")
        }
        return value
    }
}
