package import Kernel
package import Storage

/// When one job has something to do where: so it opens only what is due, however many institutions there
/// are.
///
/// Whoever writes a deadline notes it here in the same transaction. A process that is killed leaves both
/// or neither.
package struct Agenda: Sendable {
    /// The job that reads it: `initiatives.close`.
    package let job: String
    private let place: Place

    /// What one entry stands for.
    package enum Place: Sendable {
        /// A space: that of the transaction.
        case space
        /// An institution as a whole.
        case institution
    }

    package init(_ job: String, of place: Place = .space) {
        self.job = job
        self.place = place
    }

    /// Lets the job look here at this instant, or earlier if it was to do so already.
    ///
    /// Nobody takes an entry back: a job that finds nothing to do notes when it has to come again.
    package func note(
        _ due: Instant,
        in transaction: inout Transaction
    ) throws(StorageError) {
        try AgendaStore.note(job, space(in: transaction.scope), due, in: &transaction)
    }

    /// The entry's space in a scope: an institution has one entry, whatever space is spoken of.
    func space(in scope: Scope) -> Space.ID {
        switch place {
        case .space: scope.space
        case .institution: .site
        }
    }
}

/// One place where a job has something to do.
package struct AgendaEntry: Sendable, Hashable, RowReadable {
    package let tenant: Tenant.ID
    package let space: Space.ID
    /// When the job looked here last.
    let seenAt: Instant

    package init(reading row: inout RowReader) throws(StorageError) {
        tenant = try row.next()
        space = try row.next()
        seenAt = try row.next()
    }

    /// What the server does there by itself.
    func scope(at now: Instant) -> Scope {
        Scope(tenant: tenant, space: space, actor: .server, now: now)
    }
}
