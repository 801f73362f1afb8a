import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/invitations/:token`: somebody was given a role and makes their account.
struct Invitations: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func show(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard try await accounts.isUsable(token, .invitation, in: visitor.scope) else {
            return LinkPages(desk: desk).over(again: visitor.path("sign-in"), visitor)
        }
        return form(token, "", Typed(), visitor)
    }

    func accept(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        let data = try await request.form()
        var typed = Typed()
        let name = data.personName(&typed, visitor.t)
        if data["consent"] != "yes" {
            typed.refuse("consent", visitor.t("accounts.consent.missing"))
        }
        guard typed.isFine else { return form(token, data["name"], typed, visitor) }
        let step = try await accounts.acceptInvitation(
            token,
            name: name,
            from: desk.signInVisit(request, visitor),
            in: visitor.scope
        )
        guard let step else {
            return LinkPages(desk: desk).over(again: visitor.path("sign-in"), visitor)
        }
        return SignIns(accounts: accounts).reply(to: step, visitor)
    }

    private func form(
        _ token: String,
        _ name: String,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let consent = CheckboxField(
            FieldFrame(
                name: "consent",
                label: t("accounts.consent"),
                problem: typed.problem("consent")
            ),
            isChecked: false
        )
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.invitation"),
            action: visitor.path("invitations", token),
            fields: """
                \(AccountFields(typed: typed, t: t).name(name))\(consent)
                <p class="hint"><a href="\(url: visitor.path("privacy"))">\
                \(t("accounts.consent.more"))</a></p>
                """,
            typed: typed,
            values: ["site": .text(visitor.tenant.name)],
            visitor
        )
    }
}
