import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Text
import Web

/// `/mine`, `/mine/:petition`: what somebody has written here, and how far each of it is.
struct OwnPetitionPages: Sendable {
    let petitions: Petitions

    /// What stands on the public page of a petition for its author alone: the way to their own.
    static let slot = "petition-author"

    private var desk: AuthorDesk { AuthorDesk(petitions: petitions) }

    func index(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let (visitor, t) = (member.visitor, member.visitor.t)
        let cursor = ListCursor(visitor.visit.query["after"])
        let page = try await petitions.ownPetitions(at: cursor, in: member.scope)
        let view = OwnPetitionsView(
            page: page,
            isOpen: visitor.takesPetitions,
            visitor: visitor
        )
        let title = t("petitions.mine.title")
        let shown =
            page.number == 1
            ? title : t("list.page", ["title": .text(title), "number": .number(page.number)])
        return desk.page(shown, view.html, address: [], visitor)
    }

    func show(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let found = try await desk.petition(member)
        let petition = found.petition
        let secret = petitions.supportersSecret(of: petition.id, in: member.scope)
        let link = visitor.canonical(visitor.spacePath("supporters", petition.id.text, secret))
        let view = OwnPetitionView(
            found: found,
            link: petition.stage == .gathering ? link : nil,
            isOpen: visitor.takesPetitions,
            visitor: visitor
        )
        return desk.page(
            view.title,
            view.html,
            above: AuthorDesk.above(nil, visitor),
            address: [petition.id.text],
            scripts: petition.stage == .gathering ? ["js/copy.js"] : [],
            visitor
        )
    }

    /// A document, for its author, whoever else may read it.
    func file(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let found = try await desk.petition(member)
        let name = try member.visitor.parameter("file")
        let wanted = PetitionFileStore.subject(name, of: found.petition.id, in: member.scope)
        guard let id = FileID(name), found.files.contains(where: { $0.file == name }) else {
            throw PageError.notFound
        }
        return try await petitions.host.uploads.reply(to: request, id, in: member.scope) {
            subject,
            _ in
            subject == wanted
        }
    }

    /// For authors, and for nobody else: one small query for a page.
    func fill(_ ids: [String], _ visitor: VisitorContext) async throws -> [String: HTML] {
        guard let member = visitor.visit.session?.member else { return [:] }
        let own = try await petitions.owned(
            ids.compactMap { Petition.ID($0) },
            by: member.id,
            in: visitor.scope
        )
        let links = own.map { id -> (String, HTML) in
            let link = ButtonLink(
                visitor.t("petitions.mine.yours"),
                to: AuthorDesk.path(id, in: visitor),
                kind: .secondary
            )
            return (id.text, "<p>\(link)</p>")
        }
        return Dictionary(uniqueKeysWithValues: links)
    }
}
