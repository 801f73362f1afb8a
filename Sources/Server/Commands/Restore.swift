import ArgumentParser
import Kernel
import Modules
import Operation
import Storage
import Vault

/// `parvis restore`.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an empty PostgreSQL database from a copy that parvis backup made.",
        discussion: """
            Needs the login that shall own the tables, and the secret that the copy belongs to, in the
            folder of the installation or as PARVIS_SECRET. Then run parvis doctor, which compares all
            counts. All or nothing is restored, and the rows of each table are compared.
            """
    )

    @OptionGroup var flags: SettingFlags

    @Argument(help: "The copy.")
    var file: String

    func run() async throws {
        let settings = try await flags.settings()
        let address = try DatabaseAddress(settings: settings)
        guard !address.isFile else {
            throw ValidationError(
                """
                A copy of an SQLite database is put in its place as it is: stop the server, and copy \
                \(file) to \(address.place), without the files \(address.place)-wal and -shm.
                """
            )
        }
        guard Files.exists(file) else { throw ValidationError("There is no file \(file).") }
        guard let secret = try InstallationSecret.find(settings: settings) else {
            let place = InstallationSecret.path(settings)
            throw ValidationError(
                "The copy needs the secret that it belongs to: put it at \(place) first (chmod 600)."
            )
        }
        let vault = Vault(secret: secret, random: .system)
        let installation = try Installation(
            settings: settings,
            modules: ModuleList.all,
            database: try address.open(settings: settings, vault: vault),
            secret: secret
        )
        do {
            for (table, rows) in try await installation.database.restore(from: file) {
                Console.say("\(table): \(rows) rows")
            }
        } catch let error as StorageError {
            let outcome =
                error.kind == .unknownOutcome
                ? "The copy may be in the database; make it anew before you try again"
                : "Nothing was restored"
            throw ValidationError("\(outcome): \(error.detail).")
        }
        try await installation.prepare()
        try await installation.migrator.settle()
        try await installation.database.close()
        Console.say("Restored from \(file). Now run: parvis doctor")
    }
}
