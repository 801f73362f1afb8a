import Kernel
import Ledger
import Spaces
import Storage
import Vault

/// Everything that the page of an initiative shows, read in one transaction.
struct InitiativeDetails: Sendable {
    var initiative: Initiative
    let progress: Progress
    /// How many signed here, day by day.
    let days: [LedgerDay]
    /// What statements are sealed to, by state; a state without a key cannot be signed for.
    let keys: [String: AuthorityPublicKey]
}

extension Initiatives {
    /// Nil when there is no such initiative here.
    func show(_ id: Initiative.ID, in scope: Scope) async throws -> InitiativeDetails? {
        let memberStates = self.memberStates
        let item = scope.subject(of: id)
        let keys = try await desk.keys(in: scope)
        return try await host.database.read(in: scope) { transaction in
            guard let initiative = try InitiativeStore.find(id, in: &transaction) else {
                return nil
            }
            let sections = try LedgerStore.shown(of: item, in: &transaction)
            return InitiativeDetails(
                initiative: initiative,
                progress: Progress(
                    memberStates: memberStates,
                    registeredOn: initiative.registeredOn,
                    sections: sections,
                    reported: try InitiativeStore.reported(for: id, in: &transaction),
                    reportedTotal: initiative.reportedTotal
                ),
                days: try LedgerStore.shownDays(
                    of: item,
                    total: sections.reduce(0) { $0 + $1.count },
                    in: &transaction
                ),
                keys: keys
            )
        }
    }

    /// The same as it was within the last second: its pages for 27 nationalities in all languages cost
    /// one read.
    func showRecent(_ id: Initiative.ID, in scope: Scope) async throws -> InitiativeDetails? {
        let name = SigningDesk.Name(tenant: scope.tenant, subject: scope.subject(of: id))
        return try await recent.value(name, at: scope.now) { try await show(id, in: scope) }
    }
}
