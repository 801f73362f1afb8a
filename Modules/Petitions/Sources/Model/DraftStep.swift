import Kernel

/// What an author does one after the other before a petition is submitted, each on a page of its own.
enum DraftStep: String, Sendable, CaseIterable {
    case title
    /// What is about the same, to be joined in the place of one more.
    case similar
    case text
    /// What is asked for, the theme, documents, and whether readers see who wrote it.
    case request
    /// All of it as readers will see it.
    case check
}

/// What a petition still lacks before it can be submitted.
enum DraftGap: String, Sendable, CaseIterable {
    case title
    case body
    case ask
    case theme

    /// On which page it is filled in.
    var step: DraftStep {
        switch self {
        case .title: .title
        case .body: .text
        case .ask, .theme: .request
        }
    }

    /// All that are missing in a petition, of what its space asks for.
    ///
    /// What was chosen and is offered no more has to be chosen anew; where a space offers nothing, nothing is asked.
    static func all(of petition: Petition, among choices: PetitionChoices) -> [DraftGap] {
        var gaps: [DraftGap] = []
        if PetitionText.problem(ofTitle: petition.title) != nil { gaps.append(.title) }
        if petition.body.isEmpty || PetitionText.problem(ofBody: petition.body) != nil {
            gaps.append(.body)
        }
        if !isChosen(petition.ask, .ask, choices) { gaps.append(.ask) }
        if !isChosen(petition.theme, .theme, choices) { gaps.append(.theme) }
        return gaps
    }

    private static func isChosen(
        _ key: String?,
        _ kind: PetitionChoice.Kind,
        _ choices: PetitionChoices
    ) -> Bool {
        let offered = choices.offered(kind)
        return offered.isEmpty || offered.contains { $0.key == key }
    }
}
