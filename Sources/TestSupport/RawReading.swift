/// What came over a raw connection, and how it ended.
package struct RawReading: Sendable {
    package let bytes: [UInt8]
    /// Whether the server has closed the connection.
    package let isClosed: Bool

    package var text: String { String(decoding: bytes, as: UTF8.self) }
}
