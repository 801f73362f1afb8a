import Localization
package import Spaces

extension Petition {
    /// The way of a petition.
    package static let workflow = Workflow(
        of: .petition,
        states: [
            .draft, .gathering, .submitted, .correction, .refused, .collecting, .paused, .reached,
            .expired, .takenUp, .joined, .examination, .decided, .withdrawn, .archived,
        ],
        steps: ofAuthors + ofAdmission + ofCollection + ofAnswer,
        words: MessageGroup("petitions.workflow")
    )

    private typealias Step = Workflow.Step

    /// What its author does with it.
    private static let ofAuthors = [
        Step(
            "gather",
            from: [.draft],
            to: .gathering,
            by: [.author],
            conditions: [PetitionWord.needsSupporters],
            effects: [PetitionWord.collect]
        ),
        Step(
            "submit",
            from: [.draft],
            to: .submitted,
            by: [.author],
            conditions: [PetitionWord.needsNoSupporters],
            tells: [.author, .staff]
        ),
        Step(
            "submit-supported",
            from: [.gathering],
            to: .submitted,
            by: [.author],
            conditions: [PetitionWord.hasSupporters],
            effects: [PetitionWord.rest],
            tells: [.author, .staff]
        ),
        Step(
            "submit-again",
            from: [.correction],
            to: .submitted,
            by: [.author],
            tells: [.author, .staff]
        ),
        Step(
            "withdraw",
            from: [.gathering, .submitted, .correction, .collecting, .paused, .reached],
            to: .withdrawn,
            by: [.author],
            effects: [PetitionWord.end],
            tells: [.author],
            freedom: .init(canBeLeftOut: true, tells: [.author])
        ),
    ]

    /// Whether it is published.
    private static let ofAdmission = [
        staff("send-back", from: [.submitted], to: .correction, canBeLeftOut: true),
        staff("refuse", from: [.submitted, .correction], to: .refused, PetitionWord.end),
        Step(
            "reconsider",
            from: [.refused],
            to: .submitted,
            by: [.staff(Petitions.manage)],
            conditions: [PetitionWord.hasKey],
            effects: [PetitionWord.rest],
            tells: [.author]
        ),
        staff("publish", from: [.submitted], to: .collecting, PetitionWord.collect),
    ]

    /// While it is signed.
    private static let ofCollection = [
        staff(
            "pause",
            from: [.collecting, .reached],
            to: .paused,
            PetitionWord.rest,
            canBeLeftOut: true
        ),
        Step(
            "resume",
            from: [.paused],
            to: .collecting,
            by: [.staff(Petitions.manage)],
            conditions: [PetitionWord.wasNotReached],
            effects: [PetitionWord.collect],
            tells: [.author]
        ),
        Step(
            "resume-reached",
            from: [.paused],
            to: .reached,
            by: [.staff(Petitions.manage)],
            conditions: [PetitionWord.wasReached],
            effects: [PetitionWord.collect],
            tells: [.author]
        ),
        Step(
            "reach",
            from: [.collecting],
            to: .reached,
            by: [.time],
            deadline: .named("threshold"),
            tells: [.author, .staff]
        ),
        // Signatures were taken back, or set right.
        Step(
            "fall-back",
            from: [.reached],
            to: .collecting,
            by: [.time],
            deadline: .named("below"),
            tells: [.author, .staff]
        ),
        Step(
            "expire",
            from: [.gathering, .collecting],
            to: .expired,
            by: [.time],
            deadline: .named("end"),
            effects: [PetitionWord.end],
            tells: [.author]
        ),
        Step(
            "close",
            from: [.reached],
            to: .examination,
            by: [.time],
            deadline: .named("end"),
            effects: [PetitionWord.end],
            tells: [.author, .staff]
        ),
        staff(
            "take-up",
            from: [.collecting, .paused, .reached, .expired],
            to: .takenUp,
            PetitionWord.end,
            canBeLeftOut: true
        ),
        staff(
            "join",
            from: [.submitted, .collecting, .paused, .reached, .expired],
            to: .joined,
            PetitionWord.end,
            canBeLeftOut: true
        ),
    ]

    /// What the institution does about it.
    private static let ofAnswer = [
        staff("examine", from: [.takenUp], to: .examination),
        staff("decide", from: [.takenUp, .examination], to: .decided),
        staff(
            "archive",
            from: [.refused, .expired, .joined, .withdrawn, .decided],
            to: .archived
        ),
        // The legislature ends, and nobody carries it over.
        staff(
            "stop",
            from: [
                .gathering, .submitted, .correction, .collecting, .paused, .reached, .takenUp,
                .examination,
            ],
            to: .archived,
            PetitionWord.end
        ),
    ]

    private static func staff(
        _ name: String,
        from: Set<Stage>,
        to: Stage,
        _ effects: String...,
        canBeLeftOut: Bool = false
    ) -> Step {
        Step(
            name,
            from: from,
            to: to,
            by: [.staff(Petitions.manage)],
            effects: effects,
            tells: [.author],
            freedom: .init(canBeLeftOut: canBeLeftOut, tells: [.author])
        )
    }
}

/// The words of the workflow; what they mean is in `Petitions.workflowHooks`.
enum PetitionWord {
    // Conditions.
    static let needsSupporters = "needs-supporters"
    static let needsNoSupporters = "needs-no-supporters"
    static let hasSupporters = "has-supporters"
    static let hasKey = "has-key"
    static let wasReached = "was-reached"
    static let wasNotReached = "was-not-reached"
    // Effects: signatures are collected from now on, or for a while not, or never again.
    static let collect = "collect"
    static let rest = "rest"
    static let end = "end"
}
