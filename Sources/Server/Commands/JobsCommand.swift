import ArgumentParser
import Jobs
import Kernel
import Operation
import Storage

/// `parvis jobs`.
struct JobsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jobs",
        abstract: "Shows and runs what the server does by itself.",
        discussion: "A running server runs each job when it is due, in one process at a time.",
        subcommands: [List.self, Run.self]
    )

    /// `parvis jobs list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the jobs: when each ran, how that ended, when it runs again."
        )

        @OptionGroup var flags: SettingFlags

        func run() async throws {
            try await flags.withInstallation { installation in
                let states = try await installation.database.readShared {
                    try JobStore.states(in: &$0)
                }
                let known = Set(try installation.jobs().map(\.id))
                let now = installation.clock.now
                for state in states where known.contains(state.id) {
                    for line in JobMessages.lines(state, at: now) { Console.say(line) }
                }
                for id in known.subtracting(states.map(\.id)).sorted() {
                    Console.say("\(id)\n  has never run: it does when a server is started")
                }
            }
        }
    }

    /// `parvis jobs run`.
    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Runs a job now, in this process, whether it is due or not."
        )

        @OptionGroup var flags: SettingFlags

        @Argument(help: "The job: mail.send.")
        var id: String

        func run() async throws {
            let outcome = try await flags.withInstallation { installation in
                guard let job = try installation.jobs().first(where: { $0.id == id }) else {
                    throw ValidationError("There is no such job here. See: parvis jobs list")
                }
                return try await installation.scheduler().runNow(job)
            }
            switch outcome {
            case .done(let summary): Console.say(summary ?? "There was nothing to do.")
            case .failed(let text): throw ValidationError("The job failed: \(text)")
            case .interrupted(let reason):
                throw ValidationError("The job was cut off: \(JobMessages.text(reason))")
            case nil: throw ValidationError("The job is running already, in another process.")
            }
        }
    }
}
