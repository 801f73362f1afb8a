import Kernel
import Markup
import Spaces
import Web

/// The page of an initiative as visitors would see it, of a value that nobody has stored.
struct InitiativePreview: Sendable {
    let initiatives: Initiatives

    func html(of initiative: Initiative, for visitor: VisitorContext) async throws -> HTML {
        let pages = initiatives.host.pages
        let details = InitiativeDetails(
            initiative: initiative,
            progress: Progress(
                memberStates: initiatives.memberStates,
                registeredOn: initiative.registeredOn,
                sections: [],
                reported: [:],
                reportedTotal: initiative.reportedTotal
            ),
            days: [],
            keys: try await initiatives.desk.keys(in: visitor.scope)
        )
        let panel = SignPanel(
            details: details,
            memberStates: initiatives.memberStates,
            memberState: nil,
            form: nil,
            problems: StatementProblems(),
            visitor: visitor,
            languages: pages.languages(visitor.visit)
        )
        return InitiativePage(
            details: details,
            panel: panel.html,
            discussion: .empty,
            map: initiatives.map,
            visitor: visitor,
            assets: pages.assets,
            fragments: initiatives.fragments
        ).html
    }
}
