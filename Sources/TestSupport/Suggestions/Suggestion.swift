package import Kernel
import Moderation
package import Spaces
package import Storage

/// What somebody suggests.
package struct Suggestion: Sendable, Hashable {
    package let number: Int
    package let text: String
    package let state: Workflow.State
    /// Nil once they have left.
    package let author: Member.ID?
    package let isHidden: Bool

    var card: SubjectCard {
        SubjectCard(
            title: "Suggestion \(number)",
            excerpt: text,
            author: author,
            path: [String(number)],
            isPublic: !isHidden
        )
    }

    package static let workflow = Workflow(
        of: .suggestion,
        states: ["waiting", "accepted", "declined", "withdrawn", "expired"],
        steps: [
            .init(
                "accept",
                from: ["waiting"],
                to: "accepted",
                by: [.staff(Suggestions.decide)],
                conditions: ["is-long-enough"],
                effects: ["thank"],
                tells: [.author],
                freedom: .init(tells: [.author], canAskReason: true)
            ),
            .init(
                "decline",
                from: ["waiting"],
                to: "declined",
                by: [.staff(Suggestions.decide)],
                tells: [.author],
                freedom: .init(tells: [.author], canAskReason: true)
            ),
            .init(
                "withdraw",
                from: ["waiting"],
                to: "withdrawn",
                by: [.author],
                freedom: .init(canBeLeftOut: true)
            ),
            .init(
                "expire",
                from: ["waiting"],
                to: "expired",
                by: [.time],
                deadline: .days(30),
                freedom: .init(canBeLeftOut: true, days: 5...365, canAlert: true)
            ),
        ]
    )
}

extension Subject.Kind {
    package static let suggestion: Subject.Kind = "suggestion"
}

extension Suggestions {
    package static func hooks(_ host: Host) -> WorkflowEngine.Hooks {
        WorkflowEngine.Hooks(
            lock: { id, transaction in
                try SuggestionStore.lock(id, in: &transaction).map {
                    WorkflowEngine.Standing(state: $0.state, author: $0.author)
                }
            },
            enter: { try SuggestionStore.move($0, to: $1, in: &$2) },
            conditions: [
                "is-long-enough": { id, transaction in
                    try SuggestionStore.find(id, in: &transaction).map { $0.text.count > 3 }
                        ?? false
                }
            ],
            effects: ["thank": { try thank($0, by: host.people, in: &$1) }],
            waiting: { try SuggestionStore.waiting(in: $0, since: $1, in: &$2) }
        )
    }

    /// What becomes of what a member suggests.
    package enum Filing: Sendable, Hashable {
        case seen(Int)
        /// Somebody looks at it before others see it.
        case awaiting(promised: Instant)
        /// They have as many waiting as the space lets them.
        case tooMany
        case suspended(until: Instant?)
    }

    /// Writes down what a member suggests, as moderation lets people see it.
    package func add(
        _ text: String,
        _ settings: SettingValues,
        in scope: Scope
    ) async throws -> Filing {
        guard let author = scope.actor.memberID else { return .tooMany }
        return try await host.database.write(in: scope) { transaction in
            try add(text, settings, by: author, in: &transaction)
        }
    }

    /// The same as a part of a transaction.
    package func add(
        _ text: String,
        _ settings: SettingValues,
        by author: Member.ID,
        in transaction: inout Transaction
    ) throws -> Filing {
        let atMost = settings[Self.waiting]
        let waiting = try SuggestionStore.waiting(of: author, in: &transaction)
        guard atMost == 0 || waiting < atMost else { return .tooMany }
        let number = try SuggestionStore.last(in: &transaction) + 1
        let admission = try host.moderation.admit(
            Submission(
                subject: transaction.scope.subject(.suggestion, String(number)),
                author: author,
                texts: [text]
            ),
            settings: settings.reviewing(.after),
            in: &transaction
        )
        if case .suspended(let until, _) = admission { return .suspended(until: until) }
        try SuggestionStore.add(
            text,
            as: number,
            by: author,
            isHidden: admission.isAwaiting,
            in: &transaction
        )
        if case .awaiting(let promised) = admission { return .awaiting(promised: promised) }
        try announce(number, text, in: &transaction)
        return .seen(number)
    }

    func take(
        _ step: String,
        on id: String,
        as party: Workflow.Party,
        because reason: String,
        in scope: Scope
    ) async throws -> Result<Workflow.Step, WorkflowEngine.Refusal> {
        do {
            let taken = try await host.database.write(in: scope) { transaction in
                try engine.take(step, on: id, as: [party], because: reason, in: &transaction).get()
            }
            return .success(taken)
        } catch let refusal as WorkflowEngine.Refusal {
            // Thrown, so that nothing is kept of it: a lock alone would be a write that nobody has noted.
            return .failure(refusal)
        }
    }

    /// What has waited for as long as it may, in every space; gives how many.
    package func expire(at now: Instant) async throws -> Int {
        var expired = 0
        for scope in try await host.tenants.scopes(of: Self.manifest.id, at: now) {
            expired += try await host.database.write(in: scope) { transaction in
                try engine.takeDue("expire", in: &transaction)
            }
        }
        return expired
    }
}
