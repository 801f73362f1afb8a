package import Jobs
package import Kernel
import Logging
import Storage

/// Where queued work is done: some pieces at once, of each institution one, those in turn.
///
/// It is the work of one job, so one process does it at a time, prolonged while it lasts; when that is
/// killed, another takes over what it was at.
struct WorkFloor: Sendable {
    let queue: WorkQueue
    let kinds: [String: WorkKind]
    /// The name of this run on the pieces that it is at.
    let run: String
    let job: JobRun

    /// After a failed try; twice as long each time, and never longer than this.
    static let longestPause = Duration.seconds(3600)

    /// Who has how many pieces at work, and whose turn is next.
    private struct Turns {
        var atWork: Set<Tenant.ID> = []
        /// How many pieces of each were begun in this run.
        var begun: [Tenant.ID: Int] = [:]

        /// Of those that wait, whoever had the fewest.
        func next(among tenants: [Tenant.ID]) -> Tenant.ID? {
            tenants.filter { !atWork.contains($0) }
                .min { (begun[$0] ?? 0, $0.text) < (begun[$1] ?? 0, $1.text) }
        }
    }

    private enum Event: Sendable {
        case tick
        case ended(Tenant.ID, Result<Void, any Error>)
    }

    /// Works until nothing is due; gives how many pieces were begun.
    func work() async throws -> Int {
        var turns = Turns()
        var trouble: (any Error)?
        await withTaskGroup(of: Event.self) { group in
            Self.tick(in: &group)
            while true {
                do {
                    while trouble == nil, turns.atWork.count < Limits.workLanes,
                        let (tenant, item) = try await next(turns)
                    {
                        turns.atWork.insert(tenant)
                        turns.begun[tenant, default: 0] += 1
                        group.addTask { .ended(tenant, await result(of: item, at: tenant)) }
                    }
                } catch {
                    trouble = trouble ?? error
                }
                // What is at work learns of it at its next step.
                if trouble is JobInterruption { group.cancelAll() }
                guard !turns.atWork.isEmpty else { break }
                switch await group.next() {
                case .ended(let tenant, let result)?:
                    turns.atWork.remove(tenant)
                    if case .failure(let error) = result { trouble = trouble ?? error }
                // In a group that was cancelled nothing sleeps: what is at work is waited for without.
                case .tick? where trouble == nil && !Task.isCancelled: Self.tick(in: &group)
                case .tick?: break
                case nil: break
                }
            }
            group.cancelAll()
        }
        if let trouble { throw trouble }
        return turns.begun.values.reduce(0, +)
    }

    /// Looks once a second for what was queued meanwhile, while something is at work.
    private static func tick(in group: inout TaskGroup<Event>) {
        group.addTask {
            try? await Task.sleep(for: .seconds(1))
            return .tick
        }
    }

    private func next(_ turns: Turns) async throws -> (Tenant.ID, WorkItem)? {
        try job.checkIsHeld()
        let (run, now) = (self.run, queue.clock.now)
        let tenants = try await queue.database.readShared { transaction in
            try WorkStore.tenantsWithDue(except: run, at: now, in: &transaction)
        }
        guard let tenant = turns.next(among: tenants) else { return nil }
        let scope = Scope(tenant: tenant, actor: .server, now: now)
        let item = try await queue.database.write(in: scope) { transaction in
            try WorkStore.begin(as: run, in: &transaction)
        }
        return item.map { (tenant, $0) }
    }

    private func result(
        of item: WorkItem,
        at tenant: Tenant.ID
    ) async -> Result<Void, any Error> {
        do {
            try await WorkTry(floor: self, item: item, tenant: tenant).perform()
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}

extension WorkQueue {
    /// Doing what is queued, and forgetting what is over.
    ///
    /// `kinds` is what the modules of this program do.
    package func jobs(
        _ kinds: [WorkKind],
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> [JobDefinition] {
        precondition(Set(kinds.map(\.id)).count == kinds.count, "two kinds of work have one name")
        let byID = Dictionary(uniqueKeysWithValues: kinds.map { ($0.id, $0) })
        let forgetting = AgendaWork(
            Self.forgetAgenda,
            in: database,
            everywhere: everywhere,
            next: { try WorkStore.firstEnd(in: &$0) },
            work: { run, scope in try await forget(in: scope, run) }
        )
        return [
            // A run lasts while there is work; each piece has a limit of its own.
            JobDefinition(
                Self.runID,
                every: .seconds(5),
                limit: .seconds(86_400),
                longestPause: .seconds(60)
            ) { job in
                let name = Base32.encode(random.bytes(10))
                let begun = try await WorkFloor(queue: self, kinds: byID, run: name, job: job)
                    .work()
                return begun == 0 ? nil : "\(begun) pieces of work begun"
            },
            JobDefinition(every: .seconds(600), limit: .seconds(300), forgetting) { forgotten in
                let sum = forgotten.reduce(0, +)
                return sum == 0 ? nil : "\(sum) pieces of work that were over"
            },
        ]
    }
}
