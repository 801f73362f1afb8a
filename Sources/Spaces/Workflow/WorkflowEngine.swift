package import Audit
package import Kernel
package import Storage

/// Takes the steps of one workflow, on the rows of one module.
///
/// A step is taken whole or not at all: the subject is locked, the way checked, the state changed, the
/// step noted, its effects done and its letters left, in the transaction of whoever asked.
package struct WorkflowEngine: Sendable {
    /// Where a subject stands.
    package struct Standing: Sendable {
        package let state: Workflow.State
        /// Whose it is; nil for what has no author, or whose author is unknown.
        package let author: Member.ID?

        package init(state: Workflow.State, author: Member.ID? = nil) {
            self.state = state
            self.author = author
        }
    }

    /// What only the module can do; all by the id of a subject in the space of the transaction.
    package struct Hooks: Sendable {
        package typealias Action = @Sendable (String, inout Transaction) throws -> Void
        package typealias Condition = @Sendable (String, inout Transaction) throws -> Bool

        let lock: @Sendable (String, inout Transaction) throws -> Standing?
        let enter: @Sendable (String, Workflow.State, inout Transaction) throws -> Void
        let conditions: [String: Condition]
        let effects: [String: Action]

        /// `lock` locks the row until the transaction ends; `enter` writes the new state into it.
        package init(
            lock: @escaping @Sendable (String, inout Transaction) throws -> Standing?,
            enter: @escaping @Sendable (String, Workflow.State, inout Transaction) throws -> Void,
            conditions: [String: Condition] = [:],
            effects: [String: Action] = [:]
        ) {
            self.lock = lock
            self.enter = enter
            self.conditions = conditions
            self.effects = effects
        }
    }

    package enum Refusal: Error, Equatable, Sendable {
        case notFound
        /// No step of that name, or to that state, leads on from here.
        case notAllowed(from: Workflow.State)
        /// The step exists; whoever asks may not take it.
        case notYours
        /// A condition of the module does not hold.
        case unmet(condition: String)
    }

    package let workflow: Workflow
    private let hooks: Hooks
    private let notices: WorkflowNotices?
    private let audit: Audit

    /// Throws the first flaw of a workflow that contradicts itself or what the module can do.
    package init(
        _ workflow: Workflow,
        hooks: Hooks,
        audit: Audit,
        notices: WorkflowNotices? = nil
    ) throws(WorkflowFlaw) {
        let flaws = workflow.flaws(
            conditions: Set(hooks.conditions.keys),
            effects: Set(hooks.effects.keys),
            audiences: notices?.audiences ?? []
        )
        if let first = flaws.first { throw first }
        self.workflow = workflow
        self.hooks = hooks
        self.notices = notices
        self.audit = audit
    }

    /// Takes a step by its name, as one of these parties.
    package func take(
        _ name: String,
        on id: String,
        as parties: Set<Workflow.Party>,
        in transaction: inout Transaction
    ) throws -> Result<Workflow.Step, Refusal> {
        try take(on: id, as: parties, in: &transaction) { $0.name == name }
    }

    /// Takes the step that leads to a state, as one of these parties.
    package func move(
        _ id: String,
        to state: Workflow.State,
        as parties: Set<Workflow.Party>,
        in transaction: inout Transaction
    ) throws -> Result<Workflow.Step, Refusal> {
        try take(on: id, as: parties, in: &transaction) { $0.to == state }
    }

    private func take(
        on id: String,
        as parties: Set<Workflow.Party>,
        in transaction: inout Transaction,
        where isMeant: (Workflow.Step) -> Bool
    ) throws -> Result<Workflow.Step, Refusal> {
        guard let standing = try hooks.lock(id, &transaction) else { return .failure(.notFound) }
        let meant = workflow.steps.filter { $0.from.contains(standing.state) && isMeant($0) }
        guard !meant.isEmpty else { return .failure(.notAllowed(from: standing.state)) }
        let step = meant.first {
            Self.isOpen($0, to: parties, author: standing.author, transaction.scope.actor)
        }
        guard let step else { return .failure(.notYours) }
        for condition in step.conditions
        where try hooks.conditions[condition]?(id, &transaction) != true {
            return .failure(.unmet(condition: condition))
        }
        try hooks.enter(id, step.to, &transaction)
        try WorkflowStore.note(
            step,
            from: standing.state,
            of: transaction.scope.subject(workflow.kind, id),
            in: &transaction
        )
        for effect in step.effects { try hooks.effects[effect]?(id, &transaction) }
        try notices?.tell(
            of: step,
            in: workflow,
            on: id,
            author: standing.author,
            in: &transaction
        )
        if transaction.scope.isOfStaff || parties.contains(.operatorOfServer) {
            try noteInAudit(step, from: standing.state, of: id, in: &transaction)
        }
        return .success(step)
    }

    private func noteInAudit(
        _ step: Workflow.Step,
        from state: Workflow.State,
        of id: String,
        in transaction: inout Transaction
    ) throws {
        try audit.note(
            AuditNote(
                "subject-moved",
                of: workflow.kind,
                id,
                before: ["state": state.rawValue],
                after: ["state": step.to.rawValue, "step": step.name]
            ),
            in: &transaction
        )
    }

    /// What it does that is noted, with its words.
    package static let auditActions: [AuditAction] = ["subject-moved"]

    /// An author is whose account acts, whatever the caller says.
    private static func isOpen(
        _ step: Workflow.Step,
        to parties: Set<Workflow.Party>,
        author: Member.ID?,
        _ actor: Actor
    ) -> Bool {
        step.parties.intersection(parties).contains { party in
            party != .author || (author != nil && author == actor.memberID)
        }
    }
}
