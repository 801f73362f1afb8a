import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/account/email`, `/account/password`: what protects the account.
struct OwnSecrets: Sendable {
    let accounts: Accounts

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func email(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await email("", Typed(), member)
    }

    func changeEmail(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        var typed = Typed()
        guard let email = data.email("email", &typed, member.visitor.t) else {
            return try await self.email(data["email"], typed, member)
        }
        let outcome = try await desk.hashing {
            try await accounts.changeEmail(
                to: email,
                present: data.exact("present-password"),
                from: desk.signInVisit(request, member.visitor),
                at: desk.place(member.visitor),
                for: member
            )
        }
        switch outcome {
        case .success(let result):
            switch desk.answer(to: result, about: "address", member.visitor) {
            case .sent(let reply): return reply
            case .refused(let message): typed.refuse("email", message)
            }
        case .failure(.notFresh): return desk.notFresh("email", member.visitor)
        case .failure(let refusal): typed.refuse(refusal, member.visitor.t)
        }
        return try await self.email(data["email"], typed, member)
    }

    func password(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await password(Typed(), member)
    }

    func changePassword(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        let outcome = try await desk.hashing {
            try await accounts.setPassword(
                data.exact("new-password"),
                present: data.exact("present-password"),
                from: desk.signInVisit(request, member.visitor),
                at: desk.place(member.visitor),
                for: member
            )
        }
        var typed = Typed()
        switch outcome {
        case .success(let session):
            let home = member.visitor.path("account").with("done", "password")
            return desk.with(session, .redirect(to: home), member.visitor)
        case .failure(.unproven(.notFresh)): return desk.notFresh("password", member.visitor)
        case .failure(.unproven(let refusal)): typed.refuse(refusal, member.visitor.t)
        case .failure(.unfit(let flaw)):
            typed.refuse("new-password", flaw.message(member.visitor.t))
        }
        return try await password(typed, member)
    }

    private func email(
        _ value: String,
        _ typed: Typed,
        _ member: MemberContext
    ) async throws -> Reply {
        let account = try await accounts.account(of: member)
        let fields = AccountFields(typed: typed, t: member.visitor.t)
        let present: HTML = """
            <p>\(member.visitor.t("accounts.email.present"))<br><strong>\(account.email)</strong></p>
            """
        return desk.own(
            MessageGroup("accounts.email"),
            typed: typed,
            fields:
                "\(present)\(fields.email(value, label: "accounts.linkDetails.newAddress"))\(fields.proof(of: account))",
            member.visitor
        )
    }

    private func password(_ typed: Typed, _ member: MemberContext) async throws -> Reply {
        let account = try await accounts.account(of: member)
        let fields = AccountFields(typed: typed, t: member.visitor.t)
        return desk.own(
            MessageGroup("accounts.password"),
            typed: typed,
            fields: "\(fields.proof(of: account))\(fields.newPassword())",
            member.visitor
        )
    }
}
