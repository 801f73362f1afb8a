import ArgumentParser
import Operation
import Storage

/// `parvis backup`.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a consistent copy of the database while it serves, and checks it.",
        discussion: """
            The copy holds everything that was answered before the command began. It does not hold
            the secret: keep a copy of that apart, for without it receipts and addresses in the copy
            cannot be read. A file has the name only when it is whole.

            SQLite: to go back, stop the server and put the copy in the place of parvis.sqlite, without
            parvis.sqlite-wal and parvis.sqlite-shm.

            PostgreSQL: it calls pg_dump, which must not be older than the server, with the login that
            owns the tables, and compares the rows of each table. To go back: parvis restore.
            """
    )

    @OptionGroup var flags: SettingFlags

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    func run() async throws {
        let settings = try await flags.settings()
        let address = try DatabaseAddress(settings: settings)
        try address.checkIsThere()
        let database = try address.open(settings: settings, vault: nil)
        do {
            for (table, rows) in try await database.backup(to: file) {
                Console.say("\(table): \(rows) rows")
            }
        } catch let error as StorageError {
            throw ValidationError("No backup was made: \(error.detail).")
        }
        try await database.close()
        Console.say("Written and checked: \(file)")
    }
}
