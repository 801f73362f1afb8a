package import Storage

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
        """,
        access: [TableAccess("installation", .add)]
    )
}
