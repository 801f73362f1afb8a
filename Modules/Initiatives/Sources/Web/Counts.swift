import Hummingbird
import Kernel
import Spaces
import Web

/// `/api/v1/{space}/:initiative/counts`: the figures for widgets and trackers.
///
/// Outsiders ask for such a thing twice a second: it is answered from the cache, which is at most a
/// second old, and any page on the web may read it.
struct Counts: Sendable {
    let initiatives: Initiatives

    private struct Answer: Encodable {
        let initiative: String
        let title: String
        let state: String
        /// Left out, like the next, where nobody knows it.
        let total: Int?
        let goal: Int
        let statesReached: Int?
        let statesNeeded: Int
        let states: [State]
        let asOf: String

        struct State: Encodable {
            let code: String
            let count: Int?
            let threshold: Int
        }
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await initiatives.details(for: visitor)
        let figures = InitiativeFigures(details.initiative, details.progress, at: visitor.now)
        let answer = Answer(
            initiative: figures.id.text,
            title: figures.title,
            state: figures.state.rawValue,
            total: figures.total,
            goal: Progress.goal,
            statesReached: figures.statesReached,
            statesNeeded: Progress.statesNeeded,
            states: figures.states.map {
                Answer.State(code: $0.code, count: $0.count, threshold: $0.threshold)
            },
            asOf: visitor.now.iso8601
        )
        return try .figures(answer)
    }
}
