import ArgumentParser
import Kernel
import Modules
import Operation
import Storage

/// `parvis migrate`.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database to the tables of this program.",
        discussion: """
            Safe to run twice, and while servers of this program or an older one are running. Needs the
            login that owns the tables; on PostgreSQL it gives the program's role the rights that this
            version declares. `parvis serve` makes tables too when it starts and its login may.

            With --new it begins an installation: it makes the secret, if there is none, and the
            tables in an empty database. No other command does that but `parvis seed demo`: where
            a volume is not mounted, a server that began anew would serve an empty site.
            """
    )

    @OptionGroup var flags: SettingFlags

    @Flag(help: "Begins an installation where there is none; refused where there is one.")
    var new = false

    @Flag(help: "Then spreads the tables over the servers of a Citus cluster, by institution.")
    var distribute = false

    func run() async throws {
        let installation = try await Installation.find(
            settings: try await flags.settings(),
            modules: ModuleList.all,
            beginning: new ? .asked : .never
        )
        let ran = try await installation.prepare()
        try await installation.migrator.settle()
        for name in ran { Console.say("ran \(name)") }
        Console.say(ran.isEmpty ? "Nothing to do: the database is up to date." : "Done.")
        if distribute { try await Self.spread(installation) }
        try await installation.database.close()
    }

    private static func spread(_ installation: Installation) async throws {
        do {
            let done = try await installation.database.distribute(installation.migrator.access)
            for line in done { Console.say(line) }
            if done.isEmpty { Console.say("Every table was spread already.") }
        } catch let error as StorageError where error.kind == .unsupported {
            throw ValidationError("The tables were not spread: \(error.detail).")
        }
    }
}
