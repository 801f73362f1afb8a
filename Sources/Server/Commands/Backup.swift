import ArgumentParser
import Operation
import Storage

/// `parvis backup`.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a consistent copy of an SQLite database while it serves.",
        discussion: """
            The copy holds everything that was answered before the command began. It does not hold
            the secret: keep a copy of that apart. To go back, stop the server and put the copy in
            the place of parvis.sqlite, without parvis.sqlite-wal and parvis.sqlite-shm.

            For PostgreSQL use pg_dump or a base backup, see docs/OPERATING.md.
            """
    )

    @OptionGroup var flags: SettingFlags

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    func run() async throws {
        let settings = try await flags.settings()
        let address = try DatabaseAddress(settings: settings)
        try address.checkIsThere()
        let database = try address.open(settings: settings)
        do {
            try await database.backup(to: file)
        } catch let error as StorageError {
            throw ValidationError("No backup was made: \(error.detail).")
        }
        try await database.close()
        Console.say("Written and checked: \(file)")
    }
}
