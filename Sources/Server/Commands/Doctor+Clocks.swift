import Jobs
import Kernel
import Ledger
import Operation
import Spaces
import Storage
import Web

/// Rows that only a clock ahead of this one can have made.
extension Doctor {
    /// The end of a collection depends on the clock to the millisecond: who was wrong, this clock or one
    /// before, an operator has to find out.
    func checkDates(_ installation: Installation, problems: inout [String]) async throws {
        let now = installation.clock.now
        if let newest = try await installation.migrator.newest(),
            newest > now.latestBelievable
        {
            problems.append(
                """
                Tables were changed at \(newest.iso8601), which is yet to come: a clock was ahead, or \
                this one is behind.
                """
            )
        }
        let states = try await installation.database.readShared { try JobStore.states(in: &$0) }
        for job in try installation.jobs() {
            guard let state = states.first(where: { $0.id == job.id }) else { continue }
            let latest = job.latestPlan(at: now, failures: state.failures)
            guard state.nextAt > latest || state.isDatedAhead(at: now) else { continue }
            problems.append(
                """
                The job \(state.id) is dated in the future (next at \(state.nextAt.iso8601)): a clock \
                was ahead, or this one is behind. A running server takes it up within two minutes.
                """
            )
        }
        try await checkDays(installation, problems: &problems)
    }

    /// Entries carry the day on which they came.
    private func checkDays(_ installation: Installation, problems: inout [String]) async throws {
        let today = CivilZone.brussels.date(at: installation.clock.now)
        for site in try await installation.tenants.all() {
            let days = try await installation.database.read(in: installation.scope(of: site)) {
                transaction in
                try LedgerStore.items(in: &transaction).map { item in
                    (item, try LedgerStore.days(of: item, in: &transaction).last?.day)
                }
            }
            for case (let item, let day?) in days where day > today {
                problems.append(
                    """
                    \(site.tenant.id) \(item): entries are dated \(day.iso), which is yet to come: a \
                    clock was ahead, or this one is behind.
                    """
                )
            }
        }
    }
}
