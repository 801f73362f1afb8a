import Kernel
package import Storage

/// What a database is to this program, told before anything is written to it.
enum DatabaseStanding: Equatable {
    /// It has no table.
    case empty
    /// An installation whose secret has this mark.
    case begun(mark: [UInt8])
    /// Its tables are this program's, and no secret has left its mark: a beginning or a copy that was
    /// cut off.
    case unfinished
    /// Its tables are of something else.
    case foreign

    init(of database: Database) async throws {
        let tables = Set(try await database.tables().map(\.name))
        guard !tables.isEmpty else {
            self = .empty
            return
        }
        guard tables.contains(Migrator.history) else {
            self = .foreign
            return
        }
        guard tables.contains(InstallationStore.table) else {
            self = .unfinished
            return
        }
        let mark = try await database.readShared { try InstallationStore.secretMark(in: &$0) }
        self = mark.map { .begun(mark: $0) } ?? .unfinished
    }
}

extension Installation {
    /// The table that says whose a database is: one that was only begun has rows in no other.
    package static let markTable = InstallationStore.table

    /// Whether a database holds an installation of some secret.
    package static func isIn(_ database: Database) async throws -> Bool {
        if case .begun = try await DatabaseStanding(of: database) { true } else { false }
    }
}
