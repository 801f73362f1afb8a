import ArgumentParser
import Initiatives
import Operation

extension InitiativeCommand {
    /// `parvis initiative register`.
    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds the initiatives of a file; those that exist stay untouched.",
            discussion: """
                The file is JSON in the form of Seeds/demo/eci/register.json: number, title, objectives,
                status (registered, ongoing, closed or a stage), days. Each gets a key of its own for
                fingerprints. Without the keys of authorities (`parvis authority register`) nobody can
                sign. All of them are added, or none.
                """
        )

        @OptionGroup var at: SpaceFlags

        @Argument(help: "The file.")
        var file: String

        func run() async throws {
            try await at.withSpace(of: Initiatives.self) { _, initiatives, scope in
                switch try await initiatives.register(file: Files.read(file), in: scope) {
                case .success(let added): Console.say("\(added) initiatives added.")
                case .failure(.unreadable):
                    throw ValidationError("\(file) is no JSON in the form of the register.")
                case .failure(.wrong(let what)):
                    throw ValidationError("\(what). Nothing was added.")
                }
            }
        }
    }
}
