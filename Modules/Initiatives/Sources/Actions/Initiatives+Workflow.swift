import Kernel
import Ledger
import Spaces
import Storage

extension Initiatives {
    /// What the words of the workflow do to an initiative's row, and to what is counted.
    static let workflowHooks = WorkflowEngine.Hooks(
        lock: { text, transaction in
            guard let id = Initiative.ID(text),
                let initiative = try InitiativeStore.lock(id, in: &transaction)
            else { return nil }
            return WorkflowEngine.Standing(state: initiative.stage)
        },
        enter: { try enter($0, $1, in: &$2) },
        conditions: [
            // Not where somebody decided that nothing more is counted.
            InitiativeWord.collectionGoesOn: { text, transaction in
                let subject = transaction.scope.subject(.initiative, text)
                let item = try LedgerStore.item(subject, in: &transaction)
                return item.map { transaction.now < $0.closesAt } ?? false
            },
            InitiativeWord.everythingIsDelivered: { text, transaction in
                guard let id = Initiative.ID(text) else { return false }
                return try undelivered(id, in: &transaction).isEmpty
            },
        ],
        effects: [
            // From then on nothing more is counted; what is closed already does not close later.
            InitiativeWord.endCollection: { text, transaction in
                try LedgerStore.close(
                    transaction.scope.subject(.initiative, text),
                    at: transaction.now,
                    in: &transaction
                )
            },
            // What is left then is bytes that nobody can join to a person, not even with the secret.
            InitiativeWord.destroyFingerprintKey: { text, transaction in
                guard let id = Initiative.ID(text) else { return }
                try InitiativeStore.destroyFingerprintKey(of: id, in: &transaction)
                // Servers hold it in memory, unwrapped.
                try Tenants.announce(in: &transaction)
            },
        ]
    )

    /// Writes the stage, and when collection ended if that was before its last day.
    private static func enter(
        _ text: String,
        _ stage: Stage,
        in transaction: inout Transaction
    ) throws {
        guard let initiative = try find(text, in: &transaction) else { return }
        // Batches of signatures hold the item before they touch the line.
        let item = transaction.scope.subject(of: initiative.id)
        _ = try LedgerStore.lock(item, in: &transaction)
        let isEarly = initiative.period.map { transaction.now < $0.closesAt } ?? true
        let ended = initiative.endedAt ?? (isEarly ? transaction.now : nil)
        try InitiativeStore.move(
            initiative.id,
            to: stage,
            endedAt: stage == .scheduled ? nil : ended,
            in: &transaction
        )
        try InitiativeStore.refreshLines(of: [text], in: &transaction)
    }

    private static func find(
        _ text: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Initiative? {
        guard let id = Initiative.ID(text) else { return nil }
        return try InitiativeStore.find(id, in: &transaction)
    }
}
