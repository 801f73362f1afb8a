import FoundationEssentials

/// Which engine this run of the tests is about.
///
/// `make test` runs everything that touches a database twice.
package enum TestEngine: Sendable {
    case sqlite
    case postgres(address: String)

    /// PostgreSQL when `PARVIS_TEST_ENGINE` says so; `Scripts/postgres with …` says where one is.
    package static let current: TestEngine = {
        let environment = ProcessInfo.processInfo.environment
        guard environment["PARVIS_TEST_ENGINE"] == "postgres" else { return .sqlite }
        guard let address = environment["PARVIS_TEST_POSTGRES"] else {
            preconditionFailure("run it behind: Scripts/postgres with …")
        }
        return .postgres(address: address)
    }()

    /// For tests of what only SQLite has: files, journals, pages.
    package static var isSQLite: Bool {
        if case .sqlite = current { true } else { false }
    }

    /// For tests of what only PostgreSQL has: roles, a network, a server that goes away.
    package static var isPostgres: Bool { !isSQLite }
}
