import Jobs
import Kernel
import Spaces
import Storage
import Web

/// Records that collections are over, destroys the keys of those that ended long enough ago, and forgets from
/// where signatures came: in every institution.
///
/// No signature depends on it: whether one came in time, the stored instants decide.
struct PetitionClosing: Sendable {
    let petitions: Petitions

    /// Every end of a collection is noted here, and every day on which a key has to be gone.
    static let agenda = Agenda("petitions.close")

    private struct Done: Sendable {
        var closed = 0
        var destroyed = 0
    }

    var job: JobDefinition {
        let host = petitions.host
        let work = AgendaWork(
            Self.agenda,
            in: host.database,
            everywhere: { try await host.tenants.scopes(of: Petitions.manifest.id, at: $0) },
            next: { try PetitionStore.nextTurn(in: &$0) },
            work: { try await turn(in: $1, $0) }
        )
        return JobDefinition(every: .seconds(60), limit: .seconds(300), work) {
            Self.summary(
                closed: $0.reduce(0) { $0 + $1.closed },
                destroyed: $0.reduce(0) { $0 + $1.destroyed }
            )
        }
    }

    private func turn(in scope: Scope, _ run: JobRun) async throws -> Done {
        var done = Done()
        done.closed += try await close(.gathering, by: "expire", in: scope, run)
        done.closed += try await close(.collecting, by: "expire", in: scope, run)
        done.closed += try await close(.reached, by: "close", in: scope, run)
        done.destroyed = try await destroyKeys(in: scope, run)
        // Where nobody signs any more, what waits in memory waits for this.
        try await petitions.writeTraces(in: scope)
        try await forgetTraces(in: scope, run)
        try await weigh(in: scope, run)
        return done
    }

    /// Looks at each petition again whose space has other thresholds since: nobody may sign it for a while.
    private func weigh(in scope: Scope, _ run: JobRun) async throws {
        let petitions = self.petitions
        var ids: [Petition.ID] = []
        repeat {
            ids = try await petitions.host.database.read(in: scope) { transaction in
                try PetitionStore.unweighed(limit: Self.atOnce, in: &transaction)
            }
            for id in ids {
                try run.checkIsHeld()
                try await petitions.host.database.write(in: scope, isolation: .lockedRows) {
                    try petitions.weighing.weigh(id, in: &$0)
                }
            }
        } while ids.count == Self.atOnce
    }

    /// A transaction for each, because a crowd may be signing another; gives how many took the step: others may
    /// have come first.
    private func close(
        _ stage: Stage,
        by step: String,
        in scope: Scope,
        _ run: JobRun
    ) async throws -> Int {
        let petitions = self.petitions
        var closed = 0
        var (ids, before): ([Petition.ID], Int) = ([], 0)
        repeat {
            before = closed
            ids = try await petitions.host.database.read(in: scope) { transaction in
                try PetitionStore.over(stage, limit: Self.atOnce, in: &transaction)
            }
            for id in ids {
                try run.checkIsHeld()
                let taken = try await petitions.host.database.write(
                    in: scope,
                    isolation: .lockedRows
                ) { transaction in
                    try petitions.take(step, on: id, as: [.time], in: &transaction)
                }
                if case .success = taken { closed += 1 }
            }
        } while ids.count == Self.atOnce && closed > before
        return closed
    }

    /// From then on nothing joins a signature to a person, not even with the secret of the installation.
    private func destroyKeys(in scope: Scope, _ run: JobRun) async throws -> Int {
        let database = petitions.host.database
        var destroyed = 0
        var (looked, gone) = (0, 0)
        repeat {
            try run.checkIsHeld()
            (looked, gone) = try await database.write(in: scope, isolation: .lockedRows) {
                transaction in
                let due = try PetitionStore.keysDue(limit: Self.atOnce, in: &transaction)
                var gone = 0
                for id in due {
                    // Staff may have looked at it anew since it was found, and it will be signed again.
                    guard let held = try PetitionStore.lock(id, in: &transaction),
                        let end = held.keyDueAt, end <= transaction.now
                    else { continue }
                    try PetitionStore.destroyKey(of: id, in: &transaction)
                    gone += 1
                }
                // Servers hold keys in memory, unwrapped.
                if gone > 0 { try Tenants.announce(in: &transaction) }
                return (due.count, gone)
            }
            destroyed += gone
        } while looked == Self.atOnce && gone > 0
        if destroyed > 0 { petitions.forget(of: nil) }
        return destroyed
    }

    private func forgetTraces(in scope: Scope, _ run: JobRun) async throws {
        let database = petitions.host.database
        var gone = 0
        repeat {
            try run.checkIsHeld()
            gone = try await database.write(in: scope) { transaction in
                try PetitionStore.forgetTraces(limit: Self.tracesAtOnce, in: &transaction)
            }
        } while gone == Self.tracesAtOnce
    }

    private static func summary(closed: Int, destroyed: Int) -> String? {
        let parts = [
            closed == 0 ? nil : "\(closed) petitions were closed",
            destroyed == 0 ? nil : "\(destroyed) keys of petitions were destroyed",
        ]
        let said = parts.compactMap(\.self).joined(separator: "; ")
        return said.isEmpty ? nil : said
    }

    private static let atOnce = 100
    private static let tracesAtOnce = 5000
}
