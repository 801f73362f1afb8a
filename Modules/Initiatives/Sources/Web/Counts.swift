import FoundationEssentials
import Hummingbird
import Kernel
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
        let progress = details.progress
        let answer = Answer(
            initiative: details.initiative.id.text,
            title: details.initiative.title,
            state: details.initiative.state(at: visitor.now).rawValue,
            total: progress.isKnown ? progress.total : nil,
            goal: Progress.goal,
            statesReached: progress.isKnown ? progress.statesReached : nil,
            statesNeeded: Progress.statesNeeded,
            states: progress.states.map {
                Answer.State(
                    code: $0.code,
                    count: progress.isKnown ? $0.count : nil,
                    threshold: $0.threshold
                )
            },
            asOf: visitor.now.iso8601
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var reply = Reply.json(
            String(decoding: try encoder.encode(answer), as: UTF8.self)
        ).shared()
        reply.headers[.accessControlAllowOrigin] = "*"
        return reply
    }
}
