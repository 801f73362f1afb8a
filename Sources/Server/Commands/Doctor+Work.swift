import Jobs
import Kernel
import Mail
import Operation
import Spaces
import Storage
import Web

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
        try await checkRefusals(installation, problems: &problems)
    }

    /// A server that refuses everything says so in each answer, and nobody who reads them.
    private func checkRefusals(
        _ installation: Installation,
        problems: inout [String]
    ) async throws {
        let since = installation.clock.now.adding(.milliseconds(-Instant.millisecondsPerDay))
        for site in try await installation.tenants.all() {
            let outbox = installation.outbox
            let outcomes = try await installation.database.read(
                in: installation.scope(of: site)
            ) { try outbox.outcomes(since: since, in: &$0) }
            guard outcomes.isRefusedByRule, let code = outcomes.replyCode else { continue }
            problems.append(
                """
                \(site.tenant.id): the mail server refused all \(outcomes.refused) letters of the last \
                day (\(code)): ask its operator which rule they break.
                """
            )
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
