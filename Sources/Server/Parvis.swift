import ArgumentParser
import Modules
import Operation

/// The program: one server for many institutions, and what its operator needs beside it.
@main
struct Parvis: AsyncParsableCommand {
    static func main() async {
        ProcessProtection.begin()
        await main(nil)
    }

    static let configuration = CommandConfiguration(
        commandName: "parvis",
        abstract: "One server for citizens' initiatives, petitions, proposals and surveys.",
        discussion: """
            A first look, in an empty folder:

              parvis seed demo      makes demonstration sites with fictitious citizens
              parvis serve          serves it on http://eci.localhost:8080/

            Every setting can be given as a flag, as an environment variable (PARVIS_PORT=8081) or
            in a JSON file named by --config; `parvis doctor` shows which one counts.
            """,
        subcommands: [
            Serve.self, Migrate.self, Seed.self, TenantCommand.self, SpaceCommand.self,
            MemberCommand.self,
            ProviderCommand.self, Backup.self, Restore.self, StorageCommand.self, JobsCommand.self,
            Routes.self, RenewDocument.self,
            Doctor.self,
        ] + ModuleList.all.flatMap { $0.commands }
    )
}
