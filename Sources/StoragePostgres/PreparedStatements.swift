/// The statements that a connection knows by name.
struct PreparedStatements {
    /// A text with other types of values is another statement.
    struct Key: Hashable {
        let text: String
        let types: [UInt32]
    }

    private var names: [Key: String] = [:]
    private var count = 0

    /// More statements than the program has; a search of many words may still make new ones.
    static let most = 400

    var isFull: Bool { names.count >= Self.most }

    func name(of key: Key) -> String? { names[key] }

    /// A name that this connection never had.
    mutating func add(_ key: Key) -> String {
        count += 1
        let name = "p\(count)"
        names[key] = name
        return name
    }

    /// The server refused it, or never came to it.
    mutating func remove(_ key: Key) { names[key] = nil }

    mutating func removeAll() { names.removeAll() }
}
