import Storage

/// Every SQL text that touches `installation`.
enum InstallationStore {
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
        return try transaction.value(
            "SELECT secret_mark FROM installation WHERE name = \(name)"
        )
    }

    private static let name = "parvis"
}
