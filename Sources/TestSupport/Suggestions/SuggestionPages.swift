import Accounts
import Comments
import Hummingbird
import Kernel
import Markup
import Spaces
import Storage
import Web
import Work

/// The pages of the small module.
struct SuggestionPages: Sendable {
    let suggestions: Suggestions

    func index(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let (found, authors) = try await suggestions.signed(in: visitor)
        let items = found.map { item -> HTML in
            """
            <li>\(item.text) – \(authors[item.author].html(visitor.t))\
            \(visitor.slot("yours", of: String(item.number), content: ""))</li>
            """
        }
        return page("<h1>Suggestions</h1><ul>\(items)</ul>", visitor).shared()
    }

    /// Beside what a member wrote, one query for the whole list.
    func yours(_ ids: [String], _ visitor: VisitorContext) async throws -> [String: HTML] {
        guard let member = visitor.visit.session?.member else { return [:] }
        let own = try await suggestions.host.database.read(in: visitor.scope) { transaction in
            try SuggestionStore.numbers(ids.compactMap(Int.init), of: member.id, in: &transaction)
        }
        return Dictionary(uniqueKeysWithValues: own.map { (String($0), " <b>yours</b>") })
    }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let id = try visitor.parameter("suggestion")
        let found = try await suggestions.host.database.read(in: visitor.scope) { transaction in
            try SuggestionStore.find(id, in: &transaction)
        }
        guard let found, !found.isHidden else { throw PageError.notFound }
        let comments = try await suggestions.host.comments.section(
            of: visitor.scope.subject(.suggestion, String(found.number)),
            for: visitor
        )
        return page("<h1>\(found.text)</h1><p>\(found.state.rawValue)</p>\(comments)", visitor)
            .shared()
    }

    /// Whether whoever asks is known to be of age; if not, the way to who could say so.
    func proof(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let people = suggestions.host.people
        let answer = try await suggestions.host.database.read(in: visitor.scope) { transaction in
            try people.answer(.adult, of: transaction.actor, in: &transaction)
        }
        switch answer {
        case .proven(by: let provider, at: let instant):
            return page("<h1>Of age</h1><p>\(provider) \(instant.iso8601)</p>", visitor)
        case .unknown:
            let way = people.wayToProof(backTo: visitor.spacePath("proof"), for: visitor)
            return page("<h1>Unknown</h1><a href=\"\(url: way)\">Prove it</a>", visitor)
        }
    }

    func export(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let wish = Suggestions.Wish(holding: try await request.form()["holding"])
        let (work, id) = (suggestions.host.work, member.member.id)
        let queued = try await suggestions.host.database.write(in: member.scope) { transaction in
            try work.add(Suggestions.export, wish, for: id, in: &transaction)
        }
        if case .failure(let refusal) = queued {
            let sentence = refusal.sentence(member.visitor.t)
            return page("<h1>Not now</h1><p>\(sentence)</p>", member.visitor, status: .conflict)
        }
        work.wake()
        return .redirect(to: member.visitor.path("account", "work"))
    }

    func create(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        guard let space = visitor.space, space.opens(Suggestions.suggest, at: visitor.now) else {
            return page("<h1>Not now</h1>", visitor, status: .conflict)
        }
        let filing = try await suggestions.add(
            try await request.form()["text"],
            space.settings,
            in: member.scope
        )
        switch filing {
        case .seen(let number): return .redirect(to: visitor.spacePath(String(number)))
        case .awaiting: return .redirect(to: visitor.spacePath())
        case .tooMany: return page("<h1>Too many</h1>", visitor, status: .conflict)
        case .suspended: return page("<h1>Suspended</h1>", visitor, status: .forbidden)
        }
    }

    func withdraw(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await take("withdraw", as: .author, because: "", member.visitor)
    }

    func decide(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let form = try await request.form()
        let party = Workflow.Party.staff(Suggestions.decide)
        return try await take(form["step"], as: party, because: form["reason"], staff.visitor)
    }

    /// What waits, in the back office.
    func waiting(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let found = try await suggestions.suggestions(in: staff.visitor)
        let items = found.filter { $0.state == "waiting" }.map { item -> HTML in
            "<li>\(item.text)</li>"
        }
        return suggestions.host.office.page(
            "Waiting",
            "<h1>Waiting</h1><ul>\(items)</ul>",
            for: staff
        )
    }

    private func take(
        _ step: String,
        as party: Workflow.Party,
        because reason: String,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        let id = try visitor.parameter("suggestion")
        let taken = try await suggestions.take(
            step,
            on: id,
            as: party,
            because: reason,
            in: visitor.scope
        )
        switch taken {
        case .success: return .redirect(to: visitor.spacePath(id))
        case .failure(.notFound): throw PageError.notFound
        case .failure(.notYours): throw PageError.forbidden
        case .failure: return page("<h1>Not from here</h1>", visitor, status: .conflict)
        }
    }

    private func page(
        _ content: HTML,
        _ visitor: VisitorContext,
        status: HTTPResponse.Status = .ok
    ) -> Reply {
        var reply = suggestions.host.pages.page(
            title: "Suggestions",
            content: content,
            visit: visitor.visit
        )
        reply.status = status
        return reply
    }
}
