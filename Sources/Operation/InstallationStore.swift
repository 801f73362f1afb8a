package import Storage

/// Every SQL text that touches `installation`.
package enum InstallationStore {
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

/// The table with the one row that says which secret a database belongs to.
package enum InstallationMigrations {
    package static let all = [createInstallation]

    private static let createInstallation = Migration(
        "operation/2026-11-22-create-installation",
        """
        CREATE TABLE installation (
            name        TEXT  NOT NULL PRIMARY KEY,
            secret_mark BYTES NOT NULL CHECK (length(secret_mark) = 16)
        );
        """
    )
}
