import ArgumentParser
package import Storage
import StoragePostgres
import StorageSQLite
package import Vault

/// Which database an installation has, as an operator writes it.
package struct DatabaseAddress: Sendable {
    private enum Engine {
        case sqlite(path: String)
        case postgres(PostgresAddress)
    }

    private let engine: Engine

    /// `sqlite:file`, `postgres://…` or `postgresql://…`.
    ///
    /// Throws a sentence that does not repeat what was given: it may hold a password.
    package init(_ text: String) throws {
        if text.hasPrefix("sqlite:") {
            let path = text.dropFirst("sqlite:".count)
            guard !path.isEmpty else {
                throw ValidationError("A file follows sqlite:, as in sqlite:var/parvis.sqlite.")
            }
            engine = .sqlite(path: String(path))
        } else if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            do {
                engine = .postgres(try PostgresAddress(text))
            } catch {
                throw ValidationError("The database's address cannot be read: \(error.detail)")
            }
        } else {
            throw ValidationError(
                "A database's address begins with postgres://, postgresql:// or sqlite:."
            )
        }
    }

    /// The database that is set, or the file in the installation's folder.
    package init(settings: Settings) throws {
        if let given = settings.find(.databaseURL) {
            self = try DatabaseAddress(given.value)
        } else {
            engine = .sqlite(path: settings.text(.data) + "/parvis.sqlite")
        }
    }

    /// A PostgreSQL server is not asked yet; an SQLite file is opened, and made when it is missing.
    ///
    /// Without the vault of the installation no tenant's rows can be seen on a PostgreSQL server, but by
    /// whoever owns its tables. Whatever an operator should know of it while it is used goes to `report`.
    package func open(
        settings: Settings,
        vault: Vault?,
        report: @escaping @Sendable (String) -> Void = { _ in }
    ) throws -> Database {
        switch engine {
        case .sqlite(let path):
            var sqlite = SQLiteSettings()
            sqlite.report = report
            return Database(driver: try SQLiteDriver(path: path, settings: sqlite))
        case .postgres(let address):
            var postgres = PostgresSettings(
                address: address,
                sightKey: vault.map { SightKey($0.sightKey) }
            )
            postgres.connections = try settings.number(.databaseConnections, in: 1...200)
            postgres.isPooled = try settings.isOn(.databasePooler)
            return Database(driver: PostgresDriver(settings: postgres))
        }
    }

    /// Throws a sentence when it is an SQLite file that is missing or empty: to open it would make it.
    package func checkIsThere() throws {
        guard case .sqlite(let path) = engine, isMissing else { return }
        throw ValidationError(
            Files.exists(path) ? "The file \(path) is empty." : "There is no file \(path)."
        )
    }

    /// The file of an SQLite database.
    var file: String? {
        if case .sqlite(let path) = engine { path } else { nil }
    }

    /// Whether it is an SQLite file that is not there, or has no byte.
    ///
    /// It must not be opened then: SQLite would make it, and throw away a journal beside it.
    var isMissing: Bool {
        guard case .sqlite(let path) = engine else { return false }
        return Files.size(of: path) ?? 0 == 0
    }

    /// A journal of a database that is missing: what is left of it, and worth more than nothing.
    var orphanedJournal: String? {
        guard case .sqlite(let path) = engine, isMissing else { return nil }
        return [path + "-wal", path + "-journal"].first { Files.size(of: $0) ?? 0 > 0 }
    }

    /// One file of this machine.
    package var isFile: Bool {
        if case .sqlite = engine { true } else { false }
    }

    /// Where it is, for people; without user and password.
    package var place: String {
        switch engine {
        case .sqlite(let path): path
        case .postgres(let address): address.place
        }
    }
}
