import Accounts
import Hummingbird
import Kernel
import Ledger
import Localization
import Markup
import Spaces
import Web

/// `/api/v1/{space}/:petition/counts` and `/api/v1/{space}/:petition`: the figures of a petition, and all that is
/// public of it.
///
/// Outsiders ask for such a thing twice a second: it is answered from the cache, which is at most a second old,
/// and any page on the web may read it.
struct PetitionCounts: Sendable {
    let petitions: Petitions

    private struct Counts: Encodable {
        let petition: Int
        let state: String
        let signatures: Int
        let threshold: Int
        let asOf: String
    }

    private struct Whole: Encodable {
        let petition: PetitionFigures
        /// Left out where it is kept from readers.
        let text: String?
        let ask: String?
        /// Left out where the author does not want to be named.
        let author: String?
        let days: [Day]
        let events: [Event]
        let asOf: String

        struct Day: Encodable {
            let day: String
            let signatures: Int
        }

        struct Event: Encodable {
            let at: String
            let day: String?
            let kind: String
            let step: String?
            let texts: [String: String]
            let url: String?
        }
    }

    func counts(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let petition = try await petitions.recentDetails(for: visitor).petition
        return try .figures(
            Counts(
                petition: petition.id.number,
                state: petition.state(at: visitor.now).rawValue,
                signatures: petition.shownSignatures,
                threshold: petition.terms.threshold,
                asOf: visitor.now.iso8601
            )
        )
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let details = try await petitions.recentDetails(for: visitor)
        let petition = details.petition
        let whole = Whole(
            petition: PetitionFigures(
                petition,
                url: Self.page(of: petition.id, visitor),
                at: visitor.now
            ),
            text: petition.isTextHidden ? nil : petition.body,
            ask: petition.ask,
            author: details.author.map { $0.name(visitor.t) },
            days: details.days.map { Whole.Day(day: $0.day.iso, signatures: $0.count) },
            events: details.events.map { event in
                Whole.Event(
                    at: event.at.iso8601,
                    day: event.day?.iso,
                    kind: event.kind.rawValue,
                    step: event.step,
                    texts: event.texts,
                    url: event.url
                )
            },
            asOf: visitor.now.iso8601
        )
        return try .figures(whole)
    }

    /// Where people read a petition, in the language of the institution: data has none in its address.
    static func page(of id: Petition.ID, _ visitor: VisitorContext) -> String {
        visitor.canonical(visitor.spacePath(id.text))
    }
}
