import Accounts
package import Audit
package import Kernel
package import Storage

/// Takes the steps of one workflow, on the rows of one module.
///
/// A step is taken whole or not at all: the subject is locked, the way checked, the state changed, the
/// step noted, its effects done and its letters left, in the transaction of whoever asked. What an institution has
/// changed of the way in its space is read there too, so it holds from the moment at which it is decided.
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
        package typealias Waiting =
            @Sendable (Workflow.State, Range<Instant>, inout Transaction) throws -> [String]

        let lock: @Sendable (String, inout Transaction) throws -> Standing?
        let enter: @Sendable (String, Workflow.State, inout Transaction) throws -> Void
        let conditions: [String: Condition]
        let effects: [String: Action]
        let waiting: Waiting?

        /// `lock` locks the row until the transaction ends; `enter` writes the new state into it; `waiting` finds
        /// what entered a state then and is still in it, the oldest first, at most `Limits.dueAtOnce`.
        package init(
            lock: @escaping @Sendable (String, inout Transaction) throws -> Standing?,
            enter: @escaping @Sendable (String, Workflow.State, inout Transaction) throws -> Void,
            conditions: [String: Condition] = [:],
            effects: [String: Action] = [:],
            waiting: Waiting? = nil
        ) {
            self.waiting = waiting
            self.lock = lock
            self.enter = enter
            self.conditions = conditions
            self.effects = effects
        }
    }

    package enum Refusal: Error, Equatable, Sendable {
        case notFound
        /// No step of that name, or to that state, leads on from here in this space.
        case notAllowed(from: Workflow.State)
        /// The step exists; whoever asks may not take it.
        case notYours
        /// A condition of the module does not hold, or a reason is missing (``WorkflowEngine/reason``).
        case unmet(condition: String)
    }

    /// The condition that somebody gives a reason who takes a step for which the institution asks for one: what can
    /// be read, and not longer than `Limits.purposeCharacters`.
    package static let reason = "reason-given"

    /// As the module declares it; ``Workflow/changed(in:)`` is how it is in a space.
    package let workflow: Workflow
    let hooks: Hooks
    let notices: WorkflowNotices?
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
            audiences: notices?.audiences ?? [],
            findsDue: hooks.waiting != nil,
            alerts: notices?.alert != nil
        )
        if let first = flaws.first { throw first }
        self.workflow = workflow
        self.hooks = hooks
        self.notices = notices
        self.audit = audit
    }

    /// Takes a step by its name, as one of these parties; staff may say why.
    package func take(
        _ name: String,
        on id: String,
        as parties: Set<Workflow.Party>,
        because reason: String = "",
        in transaction: inout Transaction
    ) throws -> Result<Workflow.Step, Refusal> {
        let changed = self.workflow.changed(by: try rules(in: &transaction))
        let asked = Asked(id: id, parties: parties, reason: reason)
        return try take(asked, along: changed, in: &transaction) { $0.name == name }
    }

    /// Takes the step that leads to a state, as one of these parties; staff may say why.
    package func move(
        _ id: String,
        to state: Workflow.State,
        as parties: Set<Workflow.Party>,
        because reason: String = "",
        in transaction: inout Transaction
    ) throws -> Result<Workflow.Step, Refusal> {
        let changed = self.workflow.changed(by: try rules(in: &transaction))
        let asked = Asked(id: id, parties: parties, reason: reason)
        return try take(asked, along: changed, in: &transaction) { $0.to == state }
    }

    /// What was decided about it in the space of the transaction, as it is stored now.
    func rules(in transaction: inout Transaction) throws(StorageError) -> [SpaceRule] {
        try SpaceStore.rules(of: workflow.kind, in: &transaction)
    }

    /// Who wants a step to be taken on what.
    struct Asked {
        let id: String
        let parties: Set<Workflow.Party>
        var reason = ""
    }

    func take(
        _ asked: Asked,
        along workflow: Workflow,
        in transaction: inout Transaction,
        where isMeant: (Workflow.Step) -> Bool
    ) throws -> Result<Workflow.Step, Refusal> {
        let id = asked.id
        guard let standing = try hooks.lock(id, &transaction) else { return .failure(.notFound) }
        let meant = workflow.steps.filter { $0.from.contains(standing.state) && isMeant($0) }
        guard !meant.isEmpty else { return .failure(.notAllowed(from: standing.state)) }
        let who = try taker(asked, of: meant, author: standing.author, in: &transaction)
        guard let step = meant.first(where: who.canTake) else { return .failure(.notYours) }
        guard who.gives(asked.reason, for: step) else {
            return .failure(.unmet(condition: Self.reason))
        }
        for condition in step.conditions
        where try hooks.conditions[condition]?(id, &transaction) != true {
            return .failure(.unmet(condition: condition))
        }
        try hooks.enter(id, step.to, &transaction)
        try WorkflowStore.note(
            step,
            from: standing.state,
            of: transaction.scope.subject(workflow.kind, id),
            because: asked.reason,
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
        if transaction.scope.isOfStaff || asked.parties.contains(.operatorOfServer) {
            try noteInAudit(step, from: standing.state, asked, in: &transaction)
        }
        return .success(step)
    }

    /// Whoever asks, with what they are where that decides anything: one statement more then.
    private func taker(
        _ asked: Asked,
        of steps: [Workflow.Step],
        author: Member.ID?,
        in transaction: inout Transaction
    ) throws -> StepTaker {
        let actor = transaction.scope.actor.memberID
        var roles: Set<Role> = []
        if let actor, steps.contains(where: { $0.roles != nil }) {
            let subject = transaction.scope.subject(workflow.kind, asked.id)
            roles = try People.roles(of: actor, on: subject, in: &transaction)
        }
        return StepTaker(
            parties: asked.parties,
            isAuthor: author != nil && author == actor,
            roles: roles
        )
    }

    private func noteInAudit(
        _ step: Workflow.Step,
        from state: Workflow.State,
        _ asked: Asked,
        in transaction: inout Transaction
    ) throws {
        var after = ["state": step.to.rawValue, "step": step.name]
        if !asked.reason.isEmpty { after["reason"] = asked.reason }
        try audit.note(
            AuditNote(
                "subject-moved",
                of: workflow.kind,
                asked.id,
                before: ["state": state.rawValue],
                after: after
            ),
            in: &transaction
        )
    }

    /// What it does that is noted, with its words.
    package static let auditActions: [AuditAction] = ["subject-moved"]
}

/// Who wants to take a step, as far as the step's own rules ask.
private struct StepTaker {
    let parties: Set<Workflow.Party>
    /// An author is whose account acts, whatever the caller says.
    let isAuthor: Bool
    let roles: Set<Role>

    func canTake(_ step: Workflow.Step) -> Bool {
        step.parties.intersection(parties).contains { isOpen(step, to: $0) }
    }

    /// Whether a reason is given that can be read, where the step asks staff for one.
    func gives(_ reason: String, for step: Workflow.Step) -> Bool {
        guard reason.isEmpty else { return Tenants.isPurpose(reason) }
        let own = step.parties.intersection(parties).filter { isOpen(step, to: $0) }
        let isStaffs = own.allSatisfy { party in
            if case .staff = party { true } else { false }
        }
        return !(step.asksReason && isStaffs)
    }

    private func isOpen(_ step: Workflow.Step, to party: Workflow.Party) -> Bool {
        switch party {
        case .author: isAuthor
        case .staff: step.roles?.isDisjoint(with: roles) != true
        case .operatorOfServer, .time: true
        }
    }
}
