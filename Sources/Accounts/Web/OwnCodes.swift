import Credentials
import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/account/codes`: one-time codes of an app, and the codes for the day it is lost.
struct OwnCodes: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func show(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let account = try await accounts.account(of: member)
        guard !account.hasCodes else { return try await active(member) }
        return try form(accounts.newCodeSecret(), account, Typed(), next(member), member)
    }

    /// Begins to ask for codes, with a first right one.
    func create(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        let account = try await accounts.account(of: member)
        guard !account.hasCodes else { return try await active(member) }
        guard let secret = accounts.open(sealed: data["secret"], for: member) else {
            return try form(accounts.newCodeSecret(), account, Typed(), data["next"], member)
        }
        let started = try await accounts.startCodes(
            secret: secret,
            code: data["code"],
            from: desk.signInVisit(request, member.visitor, next: data["next"]),
            at: desk.place(member.visitor),
            for: member
        )
        guard let started else {
            var typed = Typed()
            typed.refuse("code", member.visitor.t("accounts.code.wrong"))
            return try form(secret, account, typed, data["next"], member)
        }
        let reply = recovery(started.recovery, next: started.session.next, member.visitor)
        return desk.with(started.session, reply, member.visitor)
    }

    /// New recovery codes: the old ones are worth nothing from now on.
    func renew(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let account = try await accounts.account(of: member)
        guard account.hasCodes else {
            return .redirect(to: member.visitor.path("account", "codes"))
        }
        guard member.session.hasSecondFactor else { throw PageError.secondFactorRequired }
        return recovery(
            try await accounts.renewRecoveryCodes(for: member),
            next: "",
            member.visitor
        )
    }

    func stop(_ request: Request, _ member: MemberContext) async throws -> Reply {
        guard member.session.hasSecondFactor else { throw PageError.secondFactorRequired }
        guard try await accounts.stopCodes(at: desk.place(member.visitor), for: member) else {
            return desk.message(
                MessageGroup("accounts.codes.needed"),
                button: member.visitor.path("account", "codes"),
                status: .conflict,
                address: "/account/codes",
                member.visitor
            )
        }
        return .redirect(to: member.visitor.path("account").with("done", "no-codes"))
    }

    private func next(_ member: MemberContext) -> String { member.visitor.visit.query["next"] }

    private func form(
        _ secret: OneTimeSecret,
        _ account: Account,
        _ typed: Typed,
        _ next: String,
        _ member: MemberContext
    ) throws -> Reply {
        let t = member.visitor.t
        let address = secret.address(issuer: member.visitor.tenant.name, account: account.email)
        let picture: HTML =
            QRCode(address).map { code in
                "\(QRCodePicture(modules: code.modules, label: t("accounts.codes.picture")))"
            } ?? .empty
        let fields = AccountFields(typed: typed, t: t)
        return desk.own(
            MessageGroup("accounts.codes"),
            typed: typed,
            fields: """
                \(picture)
                <p>\(t("accounts.codes.secret")) \(SecretCode(secret.text))</p>
                <input type="hidden" name="secret" value="\(try accounts.sealed(secret, for: member))">
                \(AccountFields.next(next))\(fields.code(hint: "accounts.codes.hint"))
                """,
            member.visitor
        )
    }

    private func active(_ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let t = visitor.t
        let left = try await accounts.recoveryCodesLeft(for: member)
        let title = t("accounts.codes.title")
        return desk.own(
            title,
            """
            <h1>\(title)</h1>
            <p>\(t("accounts.codes.active"))</p>
            <h2>\(t("accounts.recovery.title"))</h2>
            <p>\(t("accounts.recovery.left", ["count": .number(left)]))</p>
            <form method="post" action="\(url: visitor.path("account", "recovery-codes"))">
            <p>\(Button(t("accounts.recovery.renew"), kind: .secondary))</p></form>
            <h2>\(t("accounts.codes.stop.title"))</h2>
            <p>\(t("accounts.codes.stop.text"))</p>
            <form method="post" action="\(url: visitor.path("account", "codes", "end"))">
            <p>\(Button(t("accounts.codes.stop.button"), kind: .danger))</p></form>
            """,
            at: "codes",
            visitor
        )
    }

    /// Seen this once: nothing that could show them again is kept.
    private func recovery(
        _ codes: [RecoveryCode],
        next: String,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t("accounts.recovery.title")
        let path = Path(local: next) ?? visitor.path("account")
        return desk.own(
            title,
            """
            <h1>\(title)</h1>
            \(Prose(t("accounts.recovery.text")))
            \(CodeSheet(codes.map(\.text)))
            <p>\(ButtonLink(t("accounts.recovery.kept"), to: path))</p>
            """,
            at: "codes",
            visitor
        )
    }
}
