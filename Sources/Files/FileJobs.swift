package import Jobs
import Kernel
import Storage

extension Uploads {
    /// Forgetting, every hour, what was sent and belongs to nothing.
    package var jobs: [JobDefinition] {
        [
            JobDefinition("files.forget", every: .seconds(3600), limit: .seconds(300)) { run in
                try await forget(run)
            }
        ]
    }

    /// Files that have waited for a day, and parts of which no file came; gives a sentence.
    package func forget(_ run: JobRun) async throws -> String? {
        let since = Instant(milliseconds: run.now.milliseconds - Limits.waitingFileMilliseconds)
        let places = try await database.readShared { transaction in
            let waiting = try FileStore.places(waitingSince: since, in: &transaction)
            let unused = try FileContentStore.places(unusedSince: since, in: &transaction)
            return Set(waiting + unused)
        }
        var removed = 0
        for place in places {
            removed += try await forget(in: place, since: since, run)
        }
        return removed == 0 ? nil : "\(removed) files that belonged to nothing"
    }

    /// A few at a time, so that nobody waits for all of them.
    private func forget(
        in place: FilePlace,
        since: Instant,
        _ run: JobRun
    ) async throws -> Int {
        var removed = 0
        while true {
            try run.checkIsHeld()
            let scope = Scope(
                tenant: place.tenant,
                space: place.space,
                actor: .server,
                now: run.now
            )
            let count = try await database.write(in: scope) { transaction in
                try FileRoomStore.lock(in: &transaction)
                let rows = try FileStore.waiting(since: since, in: &transaction)
                for row in rows { try Self.remove(row, in: &transaction) }
                return try rows.count
                    + FileContentStore.removeUnused(since: since, in: &transaction)
            }
            guard count > 0 else { return removed }
            removed += count
        }
    }
}
