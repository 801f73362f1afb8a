import Jobs
import Kernel
import Ledger
import Spaces
import Storage
import Vault

extension Petitions {
    /// What the words of the workflow do to a petition's row, and to what is counted.
    static let workflowHooks = WorkflowEngine.Hooks(
        lock: { text, transaction in
            guard let id = Petition.ID(text),
                let petition = try PetitionStore.lock(id, in: &transaction)
            else { return nil }
            return WorkflowEngine.Standing(state: petition.stage, author: petition.author)
        },
        enter: { text, stage, transaction in
            guard let petition = try find(text, in: &transaction) else { return }
            let next = petition.entering(stage, at: transaction.now)
            try PetitionStore.setCourse(next, in: &transaction)
            let isRefused = [petition, next].contains { $0.stage == .refused }
            if isRefused || petition.isPublic != next.isPublic {
                try PetitionStore.index(next, in: &transaction)
            }
            if let due = next.keyDueAt {
                try PetitionClosing.agenda.note(due, in: &transaction)
            }
        },
        conditions: [
            PetitionWord.needsSupporters: {
                try holds($0, in: &$1) { $0.terms.supporters > 0 }
            },
            PetitionWord.needsNoSupporters: {
                try holds($0, in: &$1) { $0.terms.supporters == 0 }
            },
            PetitionWord.hasSupporters: {
                try holds($0, in: &$1) { $0.signatures >= $0.terms.supporters }
            },
            PetitionWord.hasKey: { try holds($0, in: &$1) { $0.keyDestroyedAt == nil } },
            PetitionWord.wasReached: { try holds($0, in: &$1) { $0.reachedAt != nil } },
            PetitionWord.wasNotReached: { try holds($0, in: &$1) { $0.reachedAt == nil } },
        ],
        effects: [
            PetitionWord.collect: { try collect($0, in: &$1) },
            PetitionWord.rest: { try close($0, in: &$1) },
            PetitionWord.end: { try close($0, in: &$1) },
        ]
    )

    private static func find(
        _ text: String,
        in transaction: inout Transaction
    ) throws(StorageError) -> Petition? {
        guard let id = Petition.ID(text) else { return nil }
        return try PetitionStore.find(id, in: &transaction)
    }

    private static func holds(
        _ text: String,
        in transaction: inout Transaction,
        _ condition: (Petition) -> Bool
    ) throws(StorageError) -> Bool {
        try find(text, in: &transaction).map(condition) ?? false
    }

    /// From now on it can be signed, until its end; a job comes then.
    static func collect(_ text: String, in transaction: inout Transaction) throws {
        guard let petition = try find(text, in: &transaction), let end = petition.closesAt else {
            return
        }
        try LedgerStore.schedule(
            transaction.scope.subject(of: petition.id),
            opensAt: transaction.now,
            closesAt: end,
            in: &transaction
        )
        let closed = end.adding(.milliseconds(Limits.petitionGraceMilliseconds))
        try PetitionClosing.agenda.note(closed, in: &transaction)
        try PetitionCheck.agenda.note(transaction.now, in: &transaction)
    }

    /// Nothing more is counted; what is closed already does not close later.
    static func close(_ text: String, in transaction: inout Transaction) throws {
        try LedgerStore.close(
            transaction.scope.subject(.petition, text),
            at: transaction.now,
            in: &transaction
        )
    }
}

extension Petitions {
    /// Adds a draft, with the key by which its signatures will know who signed.
    func begin(_ draft: NewPetition, in transaction: inout Transaction) throws -> Petition.ID {
        let id = try PetitionStore.insert(draft, in: &transaction)
        let key = try host.vault.makeItemKey(
            .fingerprint,
            tenant: transaction.tenant,
            item: transaction.scope.subject(of: id)
        )
        try PetitionStore.keep(key, of: id, in: &transaction)
        return id
    }

    /// Takes a step with all that follows: dates, counting, the event, thresholds, and who is told.
    ///
    /// For a transaction with `lockedRows`, because a crowd may be signing. `terms` are those of the space now: they
    /// become the petition's where its author gathers or submits, and where it is published. `setting` changes what
    /// belongs to the step (a refusal, a decision, what it was joined to); `event` says in which words the step is
    /// told. Whoever gets a refusal throws it, so that nothing of the step is kept.
    func take(
        _ name: String,
        on id: Petition.ID,
        as parties: Set<Workflow.Party>,
        terms: PetitionTerms? = nil,
        telling event: NewPetitionEvent = NewPetitionEvent(.step),
        in transaction: inout Transaction,
        setting: (inout Petition) -> Void = { _ in }
    ) throws -> Result<Workflow.Step, WorkflowEngine.Refusal> {
        guard var petition = try PetitionStore.lock(id, in: &transaction) else {
            return .failure(.notFound)
        }
        let isReachedBefore = name == "resume" && petition.reachedAt != nil
        let name = isReachedBefore ? "resume-reached" : name
        let isOpen = Petition.workflow.steps(from: petition.stage, for: parties)
            .contains { $0.name == name }
        if isOpen {
            let before = petition
            setting(&petition)
            if let terms, ["gather", "submit", "publish"].contains(name) {
                // Whoever has the link of first supporters signs from the first moment on.
                let isSigned = before.supportersHash != nil
                petition.terms = petition.terms.renewed(as: terms, isSigned: isSigned)
            }
            if petition != before { try PetitionStore.setCourse(petition, in: &transaction) }
        }
        let taken = try workflow.take(name, on: id.text, as: parties, in: &transaction)
        guard case .success(let step) = taken else { return taken }
        try events.record(event, of: step, on: id, in: &transaction)
        try weighing.weigh(id, in: &transaction)
        return taken
    }
}
