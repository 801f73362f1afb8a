import Jobs
import Kernel

/// What is said to an operator about jobs.
enum JobMessages {
    static func lines(_ state: JobState, at now: Instant) -> [String] {
        var lines = [state.id]
        if state.isRunning(at: now) {
            lines.append("  running since \(state.startedAt?.iso8601 ?? "?")")
        } else {
            lines.append("  next      \(state.nextAt.iso8601)")
        }
        lines.append("  succeeded \(state.succeededAt?.iso8601 ?? "never")")
        if let summary = state.summary { lines.append("  did       \(summary)") }
        if let failure = state.failure {
            lines.append("  failed    \(state.failures) times since: \(failure)")
        }
        return lines
    }

    /// What is wrong with a job, in a sentence.
    static func problem(_ state: JobState, at now: Instant) -> String? {
        if let failure = state.failure {
            return "The job \(state.id) has failed \(state.failures) times: \(failure)."
        }
        guard state.isOverdue(at: now) else { return nil }
        return "The job \(state.id) was due at \(state.nextAt.iso8601): is a server running?"
    }

    static func text(_ reason: JobInterruption) -> String {
        switch reason {
        case .stopping: "this process was stopped."
        case .outOfTime: "it took too long."
        case .lost: "the database did not answer in time, or another process took over."
        }
    }
}
