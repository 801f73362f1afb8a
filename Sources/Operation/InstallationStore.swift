import Storage

/// Every SQL text that touches `installation`.
enum InstallationStore {
    static let table = "installation"

    /// The mark of the secret that this database belongs to; nil, when it belongs to none.
    static func secretMark(
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [UInt8]? {
        try transaction.value("SELECT secret_mark FROM installation WHERE name = \(name)")
    }

    /// The mark of the secret that this database belongs to; `mark`, when it belonged to none.
    static func secretMark(
        orSet mark: [UInt8],
        in transaction: inout SharedTransaction
    ) throws(StorageError) -> [UInt8]? {
        try transaction.run(
            """
            INSERT INTO installation (name, secret_mark) VALUES (\(name), \(mark))
            ON CONFLICT (name) DO NOTHING
            """
        )
        return try secretMark(in: &transaction)
    }

    private static let name = "parvis"
}
