import Kernel
package import Storage

/// What time does to what waits: steps after days, and before them a word to staff.
extension WorkflowEngine {
    /// Takes a step of time on whatever has waited for its days in the transaction's space; gives how many took it.
    ///
    /// Each has the days that held when it began to wait, unless a later rule says that it holds for it too.
    package func takeDue(_ name: String, in transaction: inout Transaction) throws -> Int {
        let rules = try self.rules(in: &transaction)
        guard let step = workflow.step(name), let waiting = hooks.waiting,
            let course = workflow.course(of: name, by: rules)
        else { return 0 }
        // Also where it is left out by now: what waited before has kept its deadline.
        let changed = workflow.changed(by: rules, keeping: name)
        var taken = 0
        for begun in course.due(at: transaction.now) {
            for state in step.from.sorted(by: { $0.rawValue < $1.rawValue }) {
                for id in try waiting(state, begun, &transaction) {
                    let asked = Asked(id: id, parties: [.time])
                    let outcome = try take(asked, along: changed, in: &transaction) {
                        $0.name == name
                    }
                    if case .success = outcome { taken += 1 }
                }
            }
        }
        return taken
    }

    /// Tells staff of the deadlines that come near, of each once; gives of how many.
    ///
    /// Nothing is read of subjects where no alert is set.
    func warn(in transaction: inout Transaction) throws -> Int {
        let rules = try self.rules(in: &transaction)
        let changed = workflow.changed(by: rules)
        guard let waiting = hooks.waiting, changed.steps.contains(where: { !$0.alerts.isEmpty })
        else { return 0 }
        let now = transaction.now
        let seen = try WorkflowStore.watched(workflow.kind, in: &transaction) ?? now
        var told = 0
        for step in changed.steps where !step.alerts.isEmpty {
            let alerts = workflow.course(of: step.name, by: rules)?.alerts(after: seen, until: now)
            for alert in alerts ?? [] {
                for state in step.from.sorted(by: { $0.rawValue < $1.rawValue }) {
                    let ids = try waiting(state, alert.begun, &transaction)
                    try notices?.warn(
                        of: step,
                        in: changed,
                        on: ids,
                        days: alert.days,
                        in: &transaction
                    )
                    told += ids.count
                }
            }
        }
        try WorkflowStore.watch(workflow.kind, in: &transaction)
        return told
    }

    /// Whether staff are to be told of any deadline in the transaction's space.
    func warns(in transaction: inout Transaction) throws(StorageError) -> Bool {
        workflow.changed(by: try rules(in: &transaction)).steps.contains { !$0.alerts.isEmpty }
    }
}
