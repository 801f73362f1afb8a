import Jobs
package import Kernel
package import Localization
package import Storage

/// One try at a piece of work, as whoever does it sees it.
package struct WorkRun: Sendable {
    /// For whom it is done.
    package let owner: Member.ID
    /// The words of the owner's language: what comes of it is for them.
    package let t: Translator
    package let database: Database
    let item: WorkItem
    let run: String
    let tenant: Tenant.ID
    let job: JobRun
    let clock: Clock

    /// In the space in which it was queued, on behalf of its owner, now.
    ///
    /// What they were allowed then may be over: whatever needs a right asks for it anew.
    package var scope: Scope {
        Scope(tenant: tenant, space: item.space, actor: .member(owner), now: clock.now)
    }

    /// Says how far it is; between two steps, and not for each of thousands of rows.
    ///
    /// Throws when the try has to end: the piece was cancelled, the server stops, or the time is over.
    package func report(done: Int, of total: Int) async throws {
        try checkIsHeld()
        let (id, run) = (item.id, self.run)
        let isOurs = try await database.write(in: house) { transaction in
            try WorkStore.report(id, as: run, done: done, total: total, in: &transaction)
        }
        guard isOurs else { throw WorkGone() }
    }

    /// Throws when the try has to end, as far as this process knows.
    package func checkIsHeld() throws {
        try job.checkIsHeld()
        try Task.checkCancellation()
    }

    /// Of what the house keeps of the piece.
    var house: Scope { Scope(tenant: tenant, actor: .server, now: clock.now) }
}

/// The piece was cancelled, or another run has taken it over: what was done for it is not kept.
struct WorkGone: Error {}
