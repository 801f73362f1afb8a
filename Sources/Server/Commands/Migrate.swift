import ArgumentParser
import Kernel
import Operation
import Storage

/// `parvis migrate`.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database to the tables of this program.",
        discussion: "Safe to run twice. `parvis serve` does it too when it starts."
    )

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let installation = try Installation(
            settings: try await flags.settings(),
            modules: ModuleList.all
        )
        let ran = try await installation.migrator.run(at: installation.clock.now)
        for name in ran { Console.say("ran \(name)") }
        Console.say(ran.isEmpty ? "Nothing to do: the database is up to date." : "Done.")
        try await installation.database.close()
    }
}
