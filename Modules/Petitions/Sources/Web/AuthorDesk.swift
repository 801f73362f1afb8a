import HTTPTypes
import Kernel
import Localization
import Markup
import Spaces
import Web

/// What the pages of authors share: their frame, the petition in the address, and why something was not done.
struct AuthorDesk: Sendable {
    let petitions: Petitions

    static let body = BodyRules.form(bytes: Limits.petitionFormBytes, fields: Limits.formFields)

    /// The petition in the address, of whoever asks.
    ///
    /// Throws `notFound` to everybody but its author.
    func petition(_ member: MemberContext) async throws -> AuthoredPetition {
        let id = try member.visitor.petitionID()
        guard let found = try await petitions.authored(id, in: member.scope) else {
            throw PageError.notFound
        }
        return found
    }

    /// The author's own page of a petition.
    static func path(_ id: Petition.ID, _ rest: String..., in visitor: VisitorContext) -> Path {
        rest.reduce(visitor.spacePath("mine", id.text)) { $0.appending($1) }
    }

    /// A step of writing it.
    static func path(_ id: Petition.ID, _ step: DraftStep, in visitor: VisitorContext) -> Path {
        path(id, step.rawValue, in: visitor)
    }

    /// A page for one reader only.
    ///
    /// `address` is where it is read, when it answers a form that was sent elsewhere.
    func page(
        _ title: String,
        _ content: HTML,
        above: [NavigationLink] = [],
        typed: Typed = Typed(),
        status: HTTPResponse.Status? = nil,
        address: [String],
        scripts: [String] = [],
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let crumbs = Breadcrumb(above: [visitor.petitionsLink] + above, current: title, t: t)
        let shown =
            typed.isFine ? title : t("form.errors.pageTitle", ["title": .text(title)])
        let local = address.reduce(visitor.localAddress("mine")) { $0 + "/" + $1 }
        var reply = petitions.host.pages.page(
            title: shown,
            content: """
                <div class="reading">\(crumbs)\
                \(ErrorSummary(problems: typed.list, t: t))<h1>\(title)</h1>
                \(content)</div>
                """,
            visit: visitor.visit,
            extras: .init(scripts: scripts, isIndexed: false, address: local)
        )
        reply.status = status ?? (typed.isFine ? .ok : .unprocessableContent)
        return reply
    }

    /// The way to the list of one's own, and to one of them, above a page about it.
    static func above(_ petition: Petition?, _ visitor: VisitorContext) -> [NavigationLink] {
        let mine = NavigationLink(
            path: visitor.spacePath("mine"),
            label: visitor.t("petitions.mine.title")
        )
        guard let petition else { return [mine] }
        let number = visitor.t("petitions.mine.number", ["number": .number(petition.id.number)])
        return [
            mine, NavigationLink(path: path(petition.id, in: visitor), label: number),
        ]
    }

    /// Why somebody cannot do something now, what they had typed, and where to go.
    func refused(
        _ refusal: AuthorRefusal,
        kept text: String = "",
        about petition: Petition?,
        address: [String],
        _ visitor: VisitorContext
    ) throws -> Reply {
        guard refusal != .notFound else { throw PageError.notFound }
        let t = visitor.t
        let view = RefusedAuthor(
            refusal: refusal,
            kept: text,
            petition: petition,
            people: petitions.host.people,
            visitor: visitor
        )
        return page(
            t(view.group["title"]),
            view.html,
            above: Self.above(nil, visitor),
            status: refusal.status,
            address: address,
            visitor
        )
    }
}

extension AuthorRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .notAdult, .suspended: .forbidden
        case .changedMeanwhile, .notNow, .closed, .tooMany, .notSupported: .conflict
        case .incomplete, .fileGone, .tooManyFiles: .unprocessableContent
        }
    }
}
