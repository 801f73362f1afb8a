import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/invitations/:token`: somebody was given a role and makes their account.
struct Invitations: Sendable {
    let accounts: Accounts
    let things: RoleThings

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        return try await form(token, "", Typed(), visitor)
    }

    func accept(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let data = try await request.form()
        var typed = Typed()
        let name = data.personName(&typed, visitor.t)
        let hasAgreed = data.consent(&typed, visitor)
        guard hasAgreed, typed.isFine else {
            return try await form(token, data["name"], typed, visitor)
        }
        let note = try await accounts.note(of: token, .invitation, in: visitor.scope)
        let grants = [note?.contents.grant].compactMap(\.self)
        let outcome = try await accounts.acceptInvitation(
            token,
            name: name,
            agreeingTo: visitor.privacyVersion,
            from: desk.signInVisit(request, visitor),
            at: try await desk.place(visitor, about: grants, things),
            in: visitor.scope
        )
        switch outcome {
        case .signedIn(let step):
            return SignIns(accounts: accounts).reply(to: step, isNew: true, visitor)
        case .given:
            return desk.message(
                MessageGroup("accounts.invitation.given"),
                button: visitor.path("sign-in"),
                visitor
            )
        case nil: return LinkPages(desk: desk).over(again: visitor.path("sign-in"), visitor)
        }
    }

    private func form(
        _ token: String,
        _ name: String,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) async throws -> Reply {
        let t = visitor.t
        guard let note = try await accounts.note(of: token, .invitation, in: visitor.scope),
            let grant = note.contents.grant
        else { return LinkPages(desk: desk).over(again: visitor.path("sign-in"), visitor) }
        let titles = try await things.all(of: [grant], for: visitor, in: accounts.database).titles
        let fields = AccountFields(typed: typed, t: t)
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.invitation"),
            about: note,
            action: visitor.path("invitations", token),
            fields: """
                \(fields.name(name))\
                \(fields.consent(isGiven: false, visitor))
                """,
            typed: typed,
            values: [
                "site": .text(visitor.institution),
                "role": .text(grant.name(t, in: visitor.site, titles)),
            ],
            visitor
        )
    }
}
