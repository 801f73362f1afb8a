import Jobs
import Kernel
import Storage

/// Tells staff, in every space whose institution wants it, that deadlines come near.
///
/// It comes once an hour where that is so, and nowhere else.
struct WorkflowAlerts: Sendable {
    let host: Host
    /// By the modules whose they are.
    private let byModule: [String: [WorkflowEngine]]

    /// Every rule that sets an alert is noted here.
    static let agenda = Agenda("workflow.alerts")

    init(host: Host, modules: [any SpaceModule]) {
        self.host = host
        byModule = modules.reduce(into: [:]) { engines, module in
            engines[type(of: module).manifest.id] = module.engines
        }
    }

    static func next(after now: Instant) -> Instant {
        now.adding(.seconds(Limits.alertSeconds))
    }

    var job: JobDefinition {
        let (database, tenants) = (host.database, host.tenants)
        let work = AgendaWork(
            Self.agenda,
            in: database,
            everywhere: { now in
                var scopes: [Scope] = []
                for module in byModule.keys.sorted() {
                    scopes += try await tenants.scopes(of: module, at: now)
                }
                return scopes
            },
            next: { transaction in
                let found = try self.engines(in: &transaction)
                for engine in found where try engine.warns(in: &transaction) {
                    return Self.next(after: transaction.now)
                }
                return nil
            },
            work: { (run: JobRun, scope: Scope) async throws -> Int in
                try run.checkIsHeld()
                return try await database.write(in: scope) { transaction in
                    var told = 0
                    for engine in try self.engines(in: &transaction) {
                        told += try engine.warn(in: &transaction)
                    }
                    return told
                }
            }
        )
        return JobDefinition(every: .seconds(60), limit: .seconds(300), work) { done in
            let told = done.reduce(0, +)
            return told == 0 ? nil : "staff were told of \(told) deadlines"
        }
    }

    /// Those of the transaction's space.
    private func engines(in transaction: inout Transaction) throws -> [WorkflowEngine] {
        let module = try SpaceStore.place(of: transaction.space, in: &transaction)?.module
        return module.flatMap { byModule[$0] } ?? []
    }
}
