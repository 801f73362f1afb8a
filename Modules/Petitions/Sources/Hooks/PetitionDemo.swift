package import Kernel
import Ledger
import Spaces
import Storage

extension Petitions {
    /// What a demonstration has added.
    package struct Demonstration: Sendable, Hashable {
        /// In every state of their way.
        package let petitions: Int
        /// Under all of them.
        package let signatures: Int
    }

    /// Adds fictitious petitions in every state, with signatures of people who do not exist, on each day of a
    /// hundred; nil where there are petitions already.
    ///
    /// Everything goes through the module's own actions, at the instant at which it happened; signatures by an intake
    /// whose clock goes along.
    package func addDemonstration(crowd: Int, in scope: Scope) async throws -> Demonstration? {
        guard let first = Petition.ID(1) else { return nil }
        let isNew = try await host.database.read(in: scope) { transaction in
            try PetitionStore.find(first, in: &transaction) == nil
        }
        guard isNew else { return nil }
        let plan = try DemoPlan(
            json: host.seed("demo/petitions/petitions.json"),
            crowd: crowd,
            now: scope.now
        )
        try await setRules(of: plan, in: scope)
        let clock = DemoClock(at: scope.now)
        let reading = Clock { clock.now }
        let ledger = Ledger(database: host.database, clock: reading, logger: host.logger)
        let then = try Petitions(host: host.at(reading, counting: ledger))
        let seed = DemoSeed(petitions: then, plan: plan, clock: clock)
        let signed = try await withThrowingTaskGroup(of: Void.self, returning: Int.self) { group in
            group.addTask { await ledger.run() }
            defer { ledger.stop() }
            return try await seed.run(in: scope)
        }
        // What this process has read meanwhile is of another day.
        forget(of: [scope.tenant])
        return Demonstration(petitions: plan.petitions.count, signatures: signed)
    }

    /// A space of a demonstration has rules that few fictitious people can meet.
    private func setRules(of plan: DemoPlan, in scope: Scope) async throws {
        var change = SpaceChange()
        change.settings = [
            "threshold": String(plan.terms.threshold), "months": String(plan.terms.months),
        ]
        _ = try await host.tenants.edit(scope.space, change, in: scope).get()
    }
}
