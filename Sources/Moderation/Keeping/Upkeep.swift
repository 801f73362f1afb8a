import Jobs
import Kernel
import Storage

/// What ends by itself at one institution.
struct Upkeep: Sendable {
    let desk: ModerationDesk

    /// When there is something to do again; nil while nothing ends.
    static func next(in transaction: inout Transaction) throws -> Instant? {
        let life = Duration.milliseconds(Limits.reportLifeMilliseconds)
        let shape = Duration.milliseconds(Limits.shapeLifeMilliseconds)
        let ends = [
            try ModeratedStore.nextEnd(in: &transaction),
            try AppealStore.nextWayEnd(in: &transaction),
            try CaseStore.firstUnforgotten(in: &transaction)?.adding(life),
            try AppealStore.firstAddress(in: &transaction)?.adding(life),
            try ShapeStore.first(in: &transaction)?.adding(shape),
        ]
        return ends.compactMap(\.self).min()
    }

    /// Gives how many subjects are seen again.
    func run(_ run: JobRun, _ scope: Scope) async throws -> Int {
        var shown = 0
        while true {
            try run.checkIsHeld()
            let some = try await desk.database.write(in: scope, isolation: .lockedRows) {
                try show(in: &$0)
            }
            shown += some
            if some < Self.batch { break }
        }
        try await forget(run, scope)
        return shown
    }

    /// Lets subjects be seen again whose hiding was to last until now.
    private func show(in transaction: inout Transaction) throws -> Int {
        let ended = try ModeratedStore.ended(limit: Self.batch, in: &transaction)
        guard !ended.isEmpty else { return 0 }
        let now = transaction.now
        let rows = try ModeratedStore.lock(Set(ended), in: &transaction).values.filter { row in
            row.hiddenUntil.map { $0 <= now } ?? false
        }
        let spaces = try desk.directory.spaces(&transaction)
        let hidden = rows.filter { $0.visibility == .hidden }.map(\.subject)
        try desk.turn(hidden, isShown: true, spaces, in: &transaction)
        try ShapeStore.remove(Set(hidden), in: &transaction)
        try ModeratedStore.change(
            rows.map { row in
                ModeratedStore.Change(
                    subject: row.subject,
                    visibility: row.visibility == .hidden ? .published : row.visibility,
                    labels: row.labels,
                    decision: 0
                )
            },
            hiddenUntil: nil,
            isReviewed: false,
            in: &transaction
        )
        if !hidden.isEmpty { try desk.moderation.announce(&transaction) }
        return ended.count
    }

    /// Words, addresses, links and shapes that have been kept long enough.
    private func forget(_ run: JobRun, _ scope: Scope) async throws {
        let life = scope.now.adding(.milliseconds(-Limits.reportLifeMilliseconds))
        let shape = scope.now.adding(.milliseconds(-Limits.shapeLifeMilliseconds))
        let rows = Limits.moderationForgotten
        try await inBatches(of: rows, run, scope) { transaction in
            try AppealStore.removeWays(endedBy: scope.now, limit: rows, in: &transaction)
        }
        try await inBatches(of: rows, run, scope) { transaction in
            try AppealStore.removeAddresses(decidedBy: life, limit: rows, in: &transaction)
        }
        try await inBatches(of: rows, run, scope) { transaction in
            try ShapeStore.removeAll(hiddenBy: shape, limit: rows, in: &transaction)
        }
        try await inBatches(of: Self.batch, run, scope) { transaction in
            let cases = try CaseStore.unforgotten(
                closedBy: life,
                limit: Self.batch,
                in: &transaction
            )
            for number in cases {
                try ReportStore.forgetWords(of: number, in: &transaction)
                try CaseStore.setForgotten(number, in: &transaction)
            }
            return cases.count
        }
    }

    /// Does something again, each time in a transaction of its own, as long as a whole batch is found: however
    /// much there is, nobody waits for all of it.
    private func inBatches(
        of size: Int,
        _ run: JobRun,
        _ scope: Scope,
        _ forget: @escaping @Sendable (inout Transaction) throws -> Int
    ) async throws {
        while true {
            try run.checkIsHeld()
            let forgotten = try await desk.database.write(in: scope) { try forget(&$0) }
            if forgotten < size { return }
        }
    }

    private static let batch = 100
}
