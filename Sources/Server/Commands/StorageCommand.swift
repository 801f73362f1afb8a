import ArgumentParser
import Kernel
import Modules
import Operation
import Storage
import Vault

/// `parvis storage`.
struct StorageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storage",
        abstract: "Moves an installation from one database to another.",
        subcommands: [Copy.self]
    )

    /// `parvis storage copy`.
    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copies every row into an empty database, and compares both sides.",
            discussion: """
                Stop the servers first, and keep the folder of the installation: the secret stays where
                it is. Example:

                  parvis storage copy --from sqlite:var/parvis.sqlite --to postgres://parvis@db/parvis

                A copy that was cut off is begun anew by the same command; until it is whole, no server
                starts on it. The target may have its tables already (parvis migrate --new with the same
                secret), and may be spread over a cluster.
                """
        )

        @OptionGroup var flags: SettingFlags

        @Option(help: "The database with the rows: sqlite:file or postgres://…")
        var from: String

        @Option(help: "The empty one.")
        var to: String

        func run() async throws {
            let settings = try await flags.settings()
            let places = (try DatabaseAddress(from), try DatabaseAddress(to))
            // It would be made, and copied as an empty installation.
            try places.0.checkIsThere()
            guard let secret = try InstallationSecret.find(settings: settings) else {
                throw ValidationError(
                    "There is no secret at \(InstallationSecret.place(settings)). Nothing was copied."
                )
            }
            let vault = Vault(secret: secret, random: .system)
            let source = try places.0.open(settings: settings, vault: vault)
            let target = try places.1.open(settings: settings, vault: vault)
            guard try await Installation.isIn(source) else {
                throw ValidationError(
                    "There is no installation in \(places.0.place). Nothing was copied."
                )
            }
            let migrations = Installation.migrations(of: ModuleList.all)
            let now = Clock.system.now
            let access = TableAccess.joined(migrations.flatMap(\.access))
            try await DatabaseCopy.clearUnfinished(in: target, access: access)
            for database in [source, target] {
                try await Migrator(database: database, migrations: migrations).run(at: now)
            }
            switch try await DatabaseCopy(from: source, to: target).run(
                at: now,
                given: [Installation.markTable]
            ) {
            case .success(let tables):
                for (name, sum) in tables { Console.say("\(name): \(sum.rows) rows, the same") }
                Console.say("Copied from \(places.0.place) to \(places.1.place).")
            case .failure(let refusal): throw ValidationError(Self.text(refusal))
            }
            try await source.close()
            try await target.close()
        }

        private static func text(_ refusal: DatabaseCopy.Refusal) -> String {
            switch refusal {
            case .notEmpty(let table):
                "The target is not empty: \(table) has rows. Nothing was copied."
            case .otherTables:
                "The two databases do not have the same tables. Nothing was copied."
            case .differs(let table, let source, let target):
                """
                \(table) is not the same on both sides (\(source.rows) and \(target.rows) rows): \
                somebody wrote to the source. Stop its servers, and run this again.
                """
            }
        }
    }
}
