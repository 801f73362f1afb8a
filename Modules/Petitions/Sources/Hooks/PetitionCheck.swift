import Jobs
import Kernel
import Ledger
import Logging
import Spaces
import Storage
import Web

/// Looks once a night whether of every petition counter, rows and numbers are equal; where they are not, that is
/// an alarm for whoever runs the space and in the log.
struct PetitionCheck: Sendable {
    let petitions: Petitions

    static let agenda = Agenda("petitions.check")

    var job: JobDefinition {
        let host = petitions.host
        let work = AgendaWork(
            Self.agenda,
            in: host.database,
            everywhere: { try await host.tenants.scopes(of: Petitions.manifest.id, at: $0) },
            next: { try PetitionStore.nextCheck(in: &$0) },
            work: { try await check(in: $1, $0) }
        )
        return JobDefinition(every: .seconds(600), limit: .seconds(3600), work) {
            let wrong = $0.reduce(0, +)
            return wrong == 0 ? nil : "\(wrong) petitions do not count what they hold"
        }
    }

    /// Gives of how many petitions the figures are not equal.
    private func check(in scope: Scope, _ run: JobRun) async throws -> Int {
        let night = Self.nextNight(after: scope.now)
        var (wrong, looked) = (0, 0)
        repeat {
            try run.checkIsHeld()
            let due = try await petitions.host.database.read(in: scope) { transaction in
                try PetitionStore.checksDue(limit: Limits.petitionsChecked, in: &transaction)
            }
            looked = due.count
            for id in due where try await isWrong(id, next: night, in: scope) { wrong += 1 }
        } while looked == Limits.petitionsChecked
        return wrong
    }

    /// Counts in a transaction that only reads, so that it holds up nobody who signs: what it sees is of one
    /// moment.
    private func isWrong(
        _ id: Petition.ID,
        next: Instant,
        in scope: Scope
    ) async throws -> Bool {
        let database = petitions.host.database
        let found = try await database.read(in: scope) { transaction in
            try Self.look(at: id, in: &transaction)
        }
        let again = found.isLast && found.alarm == nil ? nil : next
        try await database.write(in: scope) { transaction in
            try PetitionStore.noteCheck(of: id, next: again, alarm: found.alarm, in: &transaction)
        }
        guard let alarm = found.alarm else { return false }
        petitions.host.logger.error(
            "a petition does not count what it holds",
            metadata: [
                "tenant.id": "\(scope.tenant)", "space": "\(scope.space)", "petition": "\(id)",
                "figures": "\(alarm)",
            ]
        )
        return true
    }

    /// What was found of one: the figures where they are not equal, and whether nothing of it can change any
    /// more.
    private struct Found: Sendable {
        var alarm: String?
        var isLast = true
    }

    private static func look(
        at id: Petition.ID,
        in transaction: inout Transaction
    ) throws -> Found {
        let subject = transaction.scope.subject(of: id)
        guard let petition = try PetitionStore.find(id, in: &transaction) else { return Found() }
        guard let audit = try LedgerStore.audit(of: subject, in: &transaction) else {
            let isEmpty = petition.signatures == 0
            return Found(alarm: isEmpty ? nil : "no counter, line \(petition.signatures)")
        }
        let isLast = petition.keyDestroyedAt != nil
        let counted = audit.counter + audit.adjustment
        guard !audit.isExact || counted != petition.signatures else {
            return Found(alarm: nil, isLast: isLast)
        }
        let figures = [
            "counter \(audit.counter)", "rows \(audit.rows)", "numbers \(audit.highestSequence)",
            "taken back \(audit.withdrawn)", "adjusted \(audit.adjustment)",
            "line \(petition.signatures)",
        ]
        return Found(alarm: figures.joined(separator: ", "), isLast: isLast)
    }

    /// The next 02:30 by the clock of Coordinated Universal Time: night in all of Europe.
    static func nextNight(after now: Instant) -> Instant {
        let today = Int64(now.utcDay) * Instant.millisecondsPerDay + 9_000_000
        let night = Instant(milliseconds: today)
        return night > now ? night : night.adding(.milliseconds(Instant.millisecondsPerDay))
    }
}
