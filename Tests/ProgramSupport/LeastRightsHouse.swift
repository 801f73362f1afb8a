package import TestSupport

/// An installation as docs/OPERATING.md sets one up: a login that owns the tables, one that serves, and
/// neither may more than it has to.
package struct LeastRightsHouse {
    /// Of the installation.
    package let folder: TemporaryFolder
    /// Runs as the login that owns the tables.
    package let owner: Program
    /// Runs as the login that has the program's role and nothing else.
    package let server: Program
    /// Of the database; its logins begin with it.
    package let name: String
    /// Another database, in which the server's administrator is.
    private let store: TestStore

    /// The database is empty; `folder` holds the secret, and may belong to another one's database too.
    package init(folder: TemporaryFolder, suffix: String = "") async throws {
        store = try await TestStore()
        self.folder = folder
        name = store.name + "own" + suffix
        try PostgresConsole.run(
            "CREATE ROLE \(name)_owner LOGIN CREATEROLE",
            "CREATE ROLE \(name)_server LOGIN",
            at: store.address
        )
        try PostgresConsole.run("CREATE DATABASE \(name) OWNER \(name)_owner", at: store.address)
        let base = store.address.replacing("/" + store.name, with: "/" + name)
        owner = Program(
            data: folder.path,
            address: base.replacing("//parvis@", with: "//\(name)_owner@")
        )
        server = Program(
            data: folder.path,
            address: base.replacing("//parvis@", with: "//\(name)_server@")
        )
        address = base
    }

    /// As the administrator of the server sees the database.
    package let address: String

    /// Lets the second login serve, as docs/OPERATING.md says.
    package func letServe() throws {
        try PostgresConsole.run(
            "GRANT \(name)_tenant TO \(name)_server",
            at: address.replacing("//parvis@", with: "//\(name)_owner@")
        )
    }

    /// The database and its logins go with the test.
    package func remove() throws {
        try PostgresConsole.run("DROP DATABASE \(name) WITH (FORCE)", at: store.address)
    }
}
