import Accounts
import Credentials
import HTTPTypes
import Hummingbird
import Kernel
import Localization
import Mail
import Markup
import Spaces
import Web

/// `/:petition/followers` and `/followers/:token`: being told by email how a petition fares, and the end of it.
struct PetitionFollowing: Sendable {
    let petitions: Petitions

    private var followers: PetitionFollowers { PetitionFollowers(host: petitions.host) }

    /// The form, or where to look once it was sent.
    func ask(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let petition = try await petition(visitor)
        let isSent = visitor.visit.query["sent"] == "yes"
        return page(petition, "", Typed(), isSent: isSent, visitor)
    }

    func create(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let petition = try await petition(visitor)
        let text = try await request.form()["email"]
        var typed = Typed()
        guard let address = FormData.email(text, in: "email", &typed, visitor.t),
            let email = try? EmailAddress(typed: address)
        else { return page(petition, text, typed, visitor) }
        switch try await followers.ask(email, of: petition.id, for: visitor) {
        case .success:
            petitions.host.outbox.wake()
            let path = visitor.spacePath(petition.id.text, "followers").with("sent", "yes")
            return .redirect(to: path)
        case .failure(.notFound): throw PageError.notFound
        case .failure(.over): return page(petition, text, Typed(), visitor)
        case .failure(.suspended):
            typed.refuse("email", visitor.t("accounts.email.suspended"))
        case .failure(.tooMany(let until)):
            let minutes = max(1, visitor.now.until(until).minutesToWait)
            typed.refuse(
                "email",
                visitor.t("petitions.follow.tooMany", ["count": .number(minutes)])
            )
        }
        return page(petition, text, typed, visitor)
    }

    /// What the link of an email opens: nothing changes until a button is pressed.
    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        return page(try await followers.standing(of: token, in: visitor.scope), token, visitor)
    }

    func confirm(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let standing = try await followers.confirm(token, in: visitor.scope)
        guard case .following = standing else { return page(standing, token, visitor) }
        return .redirect(to: visitor.spacePath("followers", token))
    }

    /// The button of that page, or of a mail program: answered without another address (RFC 8058).
    func end(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        try await followers.end(try visitor.parameter("token"), in: visitor.scope)
        let t = visitor.t
        let way = ButtonLink(visitor.petitionsTitle, to: visitor.spacePath(), kind: .secondary)
        return own(
            t("petitions.follow.ended.title"),
            """
            <h1>\(t("petitions.follow.ended.title"))</h1>
            <p>\(t("petitions.follow.ended.text"))</p>
            <p>\(way)</p>
            """,
            visitor
        )
    }

    /// Throws `notFound` where nothing can be followed.
    private func petition(_ visitor: VisitorContext) async throws -> Petition {
        let petition = try await petitions.recentDetails(for: visitor).petition
        guard petition.canBeFollowed else { throw PageError.notFound }
        return petition
    }

    private func page(
        _ petition: Petition,
        _ text: String,
        _ typed: Typed,
        isSent: Bool = false,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = FollowPage(
            petition: petition,
            typed: text,
            problems: typed,
            isSent: isSent,
            visitor: visitor
        )
        let title = visitor.t("petitions.follow.title")
        let wrong = visitor.t("form.errors.pageTitle", ["title": .text(title)])
        var reply = own(typed.isFine ? title : wrong, view.html, visitor)
        if !typed.isFine { reply.status = .unprocessableContent }
        return reply
    }

    private func page(
        _ standing: PetitionFollowers.Standing,
        _ token: String,
        _ visitor: VisitorContext
    ) -> Reply {
        let view = FollowerPage(standing: standing, token: token, visitor: visitor)
        var reply = own(view.title, view.html, visitor)
        if case .over = standing { reply.status = .gone }
        return reply
    }

    private func own(_ title: String, _ content: HTML, _ visitor: VisitorContext) -> Reply {
        petitions.host.pages.page(
            title: title,
            content: content,
            visit: visitor.visit,
            extras: .init(isIndexed: false)
        )
    }
}
