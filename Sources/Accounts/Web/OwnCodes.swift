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
        guard !data["code"].isEmpty else {
            var typed = Typed()
            typed.refuse("code", member.visitor.t("accounts.code.empty"))
            return try form(secret, account, typed, data["next"], member)
        }
        let outcome = try await desk.hashing {
            try await accounts.startCodes(
                secret: secret,
                code: data["code"],
                present: data.exact("present-password"),
                from: desk.signInVisit(request, member.visitor, next: data["next"]),
                at: desk.place(member.visitor),
                for: member
            )
        }
        switch outcome {
        case .success(let started):
            let reply = recovery(
                started.recovery,
                of: account,
                next: started.session.next,
                member.visitor
            )
            return desk.with(started.session, reply, member.visitor)
        case .failure(let refusal):
            return try await answer(to: refusal, at: "codes", member) { typed in
                try form(secret, account, typed, data["next"], member)
            }
        }
    }

    func askToRenew(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await question(MessageGroup("accounts.recovery.new"), Self.renewal, Typed(), member)
    }

    /// New recovery codes: the old ones are worth nothing from now on.
    func renew(_ request: Request, _ member: MemberContext) async throws -> Reply {
        guard member.session.hasSecondFactor else { throw PageError.secondFactorRequired }
        let data = try await request.form()
        let outcome = try await desk.hashing {
            try await accounts.renewRecoveryCodes(
                present: data.exact("present-password"),
                from: desk.signInVisit(request, member.visitor),
                at: desk.place(member.visitor),
                for: member
            )
        }
        switch outcome {
        case .success(let codes):
            let account = try await accounts.account(of: member)
            return recovery(codes, of: account, next: "", member.visitor)
        case .failure(let refusal):
            return try await answer(to: refusal, at: Self.renewal, member) { typed in
                let group = MessageGroup("accounts.recovery.new")
                return try await question(group, Self.renewal, typed, member)
            }
        }
    }

    func askToStop(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await question(MessageGroup("accounts.codes.stop"), Self.end, Typed(), member)
    }

    func stop(_ request: Request, _ member: MemberContext) async throws -> Reply {
        guard member.session.hasSecondFactor else { throw PageError.secondFactorRequired }
        let data = try await request.form()
        let outcome = try await desk.hashing {
            try await accounts.stopCodes(
                present: data.exact("present-password"),
                from: desk.signInVisit(request, member.visitor),
                at: desk.place(member.visitor),
                for: member
            )
        }
        switch outcome {
        case .success:
            return .redirect(to: member.visitor.path("account").with("done", "no-codes"))
        case .failure(let refusal):
            return try await answer(to: refusal, at: Self.end, member) { typed in
                try await question(MessageGroup("accounts.codes.stop"), Self.end, typed, member)
            }
        }
    }

    private static let end = "codes/end"
    private static let renewal = "recovery-codes"

    private func next(_ member: MemberContext) -> String { member.visitor.visit.query["next"] }

    /// Why not; `again` shows the form with what is wrong in it.
    private func answer(
        to refusal: Accounts.CodesRefusal,
        at page: String,
        _ member: MemberContext,
        again: (Typed) async throws -> Reply
    ) async throws -> Reply {
        var typed = Typed()
        switch refusal {
        case .unproven(.notFresh): return desk.notFresh(page, member.visitor)
        case .unproven(let refusal): typed.refuse(refusal, member.visitor.t)
        case .wrongCode: typed.refuse("code", member.visitor.t("accounts.code.wrong"))
        case .notNow: return .redirect(to: member.visitor.path("account", "codes"))
        case .needed:
            return desk.message(
                MessageGroup("accounts.codes.needed"),
                button: member.visitor.path("account", "codes"),
                status: .conflict,
                address: "/account/codes",
                member.visitor
            )
        }
        return try await again(typed)
    }

    private func form(
        _ secret: OneTimeSecret,
        _ account: Account,
        _ typed: Typed,
        _ next: String,
        _ member: MemberContext
    ) throws -> Reply {
        let t = member.visitor.t
        let address = secret.address(issuer: member.visitor.institution, account: account.email)
        let picture: HTML =
            QRCode(address).map { code in
                "\(QRCodePicture(modules: code.modules, label: t("accounts.codes.picture")))"
            } ?? .empty
        // Whoever reads this on the phone that has the app cannot scan it.
        let app: HTML =
            Path(authenticator: address).map { path in
                """
                <p class="on-phone"><a href="\(url: path)">\(t("accounts.codes.app"))</a></p>
                """
            } ?? .empty
        let fields = AccountFields(typed: typed, t: t)
        return desk.own(
            MessageGroup("accounts.codes"),
            typed: typed,
            fields: """
                \(picture)\(app)
                <p>\(t("accounts.codes.secret")) \(SecretCode(secret.text))</p>
                <input type="hidden" name="secret" value="\(try accounts.sealed(secret, for: member))">
                \(AccountFields.next(next))\(fields.code(hint: "accounts.codes.hint"))\
                \(fields.proof(of: account))
                """,
            member.visitor
        )
    }

    /// A page of one button, with a proof.
    private func question(
        _ group: MessageGroup,
        _ page: String,
        _ typed: Typed,
        _ member: MemberContext
    ) async throws -> Reply {
        let visitor = member.visitor
        let account = try await accounts.account(of: member)
        guard account.hasCodes else { return .redirect(to: visitor.path("account", "codes")) }
        guard member.session.hasSecondFactor else { throw PageError.secondFactorRequired }
        let title = visitor.t(group["title"])
        let form = FormPage(
            title: title,
            lead: visitor.t(group["text"]),
            problems: typed.list,
            action: Path(
                segments: [visitor.visit.language.text, "account"]
                    + page.split(separator: "/").map(String.init)
            ),
            fields: AccountFields(typed: typed, t: visitor.t).proof(of: account),
            button: visitor.t(group["button"]),
            kind: page == Self.end ? .danger : .primary,
            rest: desk.cancel(to: visitor.path("account", "codes"), visitor),
            t: visitor.t
        )
        return desk.own(
            title,
            form.html,
            hasProblems: !typed.isFine,
            at: page,
            below: NavigationLink(
                path: visitor.path("account", "codes"),
                label: visitor.t("accounts.codes.title")
            ),
            visitor
        )
    }

    private func active(_ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let t = visitor.t
        let left = try await accounts.recoveryCodesLeft(for: member)
        let title = t("accounts.codes.title")
        let renewal = visitor.path("account", Self.renewal)
        let end = visitor.path("account", "codes", "end")
        return desk.own(
            title,
            """
            <h1>\(title)</h1>
            <p>\(t("accounts.codes.active"))</p>
            <h2>\(t("accounts.recovery.title"))</h2>
            <p>\(t("accounts.recovery.left", ["count": .number(left)]))</p>
            <p>\(ButtonLink(t("accounts.recovery.renew"), to: renewal, kind: .secondary))</p>
            <h2>\(t("accounts.codes.stop.title"))</h2>
            <p>\(t("accounts.codes.stop.text"))</p>
            <p>\(ButtonLink(t("accounts.codes.stop.button"), to: end, kind: .secondary))</p>
            """,
            at: "codes",
            visitor
        )
    }

    /// Seen this once: nothing that could show them again is kept.
    private func recovery(
        _ codes: [RecoveryCode],
        of account: Account,
        next: String,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t("accounts.recovery.title")
        let path = Path(local: next) ?? visitor.path("account")
        let sheet = CodeSheet(
            codes.map(\.text),
            copy: t("accounts.recovery.copy"),
            copied: t("accounts.recovery.copied"),
            print: t("accounts.recovery.print")
        )
        return desk.own(
            title,
            """
            <h1>\(title)</h1>
            \(Prose(t("accounts.recovery.text")))
            <p class="print-only">\(account.email)<br>\(Moment(visitor.now, visitor))</p>
            \(sheet)
            <p>\(ButtonLink(t("accounts.recovery.kept"), to: path))</p>
            """,
            at: "codes",
            visitor
        )
    }
}
