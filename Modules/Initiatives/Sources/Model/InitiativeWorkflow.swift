import Localization
package import Spaces

/// How far an initiative has come, as it is stored: what only a decision can change.
///
/// What time alone shows, upcoming or open, is no stage: see ``InitiativeState``. That a collection
/// is over is one, because something follows from it: a job records it soon after the last day.
package typealias Stage = Workflow.State

extension Stage {
    package static let scheduled: Stage = "scheduled"
    /// Collection is over: its last day has passed, or it was ended before.
    package static let closed: Stage = "closed"
    package static let verification: Stage = "verification"
    package static let submitted: Stage = "submitted"
    package static let answered: Stage = "answered"
    package static let withdrawn: Stage = "withdrawn"
    package static let insufficient: Stage = "insufficient"
}

extension Initiative {
    /// The way of an initiative (Regulation (EU) 2019/788, articles 7, 8 and 12 to 15).
    package static let workflow = Workflow(
        of: .initiative,
        states: [
            .scheduled, .closed, .verification, .submitted, .answered, .withdrawn, .insufficient,
        ],
        steps: [
            .init(
                "close",
                from: [.scheduled],
                to: .closed,
                by: [.time, .operatorOfServer, .staff(Initiatives.manage)],
                deadline: .named("last-day"),
                effects: [InitiativeWord.endCollection]
            ),
            // A clock was ahead, or the law has given it more time.
            .init(
                "reopen",
                from: [.closed],
                to: .scheduled,
                by: [.time],
                deadline: .named("extension"),
                conditions: [InitiativeWord.collectionGoesOn]
            ),
            step("verify", from: [.scheduled, .closed], to: .verification),
            // Verification has not begun after all: nothing is collected again by that.
            .init(
                "recall",
                from: [.verification],
                to: .closed,
                by: [.operatorOfServer, .staff(Initiatives.manage)]
            ),
            // Whoever has verified needs no key of fingerprints any more, nor does whoever never will. Before
            // it is gone each authority has it with all statements of its state.
            step(
                "submit",
                from: [.verification],
                to: .submitted,
                endsChecks: true,
                conditions: [InitiativeWord.everythingIsDelivered]
            ),
            step("answer", from: [.submitted], to: .answered),
            step(
                "withdraw",
                from: [.scheduled, .closed, .verification],
                to: .withdrawn,
                endsChecks: true
            ),
            step(
                "fail",
                from: [.scheduled, .closed, .verification],
                to: .insufficient,
                endsChecks: true
            ),
        ],
        words: MessageGroup("initiatives.workflow")
    )

    private static func step(
        _ name: String,
        from: Set<Stage>,
        to: Stage,
        endsChecks: Bool = false,
        conditions: [String] = []
    ) -> Workflow.Step {
        Workflow.Step(
            name,
            from: from,
            to: to,
            by: [.operatorOfServer, .staff(Initiatives.manage)],
            conditions: conditions,
            effects: [InitiativeWord.endCollection]
                + (endsChecks ? [InitiativeWord.destroyFingerprintKey] : [])
        )
    }
}

/// The words of the workflow; what they mean is in `Initiatives.workflowHooks`.
package enum InitiativeWord {
    static let endCollection = "end-collection"
    static let destroyFingerprintKey = "destroy-fingerprint-key"
    static let collectionGoesOn = "collection-goes-on"
    package static let everythingIsDelivered = "everything-is-delivered"
}
