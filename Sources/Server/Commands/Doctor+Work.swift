import Jobs
import Kernel
import Mail
import Operation
import Storage

/// What the server does by itself, and whether it can.
extension Doctor {
    func checkMail(_ installation: Installation, problems: inout [String]) async throws {
        let outbox = installation.outbox
        let counts = try await installation.database.readShared { try outbox.counts(in: &$0) }
        let route = try MailRoute(settings: installation.settings)
        let place =
            switch route {
            case .server(let settings): "handed to \(settings.place)"
            case .folder(let path): "kept in \(path), for development"
            case .none: "not sent: set mail-url"
            }
        Console.say("Mail\n  \(place)\n  \(counts.waiting) letters wait, \(counts.tried) tried")
        if case .none = route, counts.waiting > 0 {
            problems.append("\(counts.waiting) letters wait and cannot be sent: set mail-url.")
        }
    }

    func checkJobs(_ installation: Installation, problems: inout [String]) async throws {
        let states = try await installation.database.readShared { try JobStore.states(in: &$0) }
        let known = Set(try installation.jobs().map(\.id))
        let now = installation.clock.now
        Console.say("Jobs")
        for state in states where known.contains(state.id) {
            let problem = JobMessages.problem(state, at: now)
            let end = state.succeededAt.map { "last succeeded \($0.iso8601)" } ?? "never succeeded"
            Console.say("  \(state.id): \(problem == nil ? "" : "not well, ")\(end)")
            if let problem { problems.append(problem) }
        }
        if states.isEmpty { Console.say("  none has run yet: they do when a server is started") }
    }
}
