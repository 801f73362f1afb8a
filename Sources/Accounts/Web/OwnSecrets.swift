import Credentials
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
        let outcome = try await hashing {
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
        case .failure(.unproven(.notFresh)): return notFresh("email", member.visitor)
        case .failure(.unproven(let refusal)):
            refuse(refusal, &typed, member.visitor.t)
        }
        return try await self.email(data["email"], typed, member)
    }

    func password(_ request: Request, _ member: MemberContext) async throws -> Reply {
        try await password(Typed(), member)
    }

    func changePassword(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        let outcome = try await hashing {
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
        case .failure(.notFresh): return notFresh("password", member.visitor)
        case .failure(let refusal): refuse(refusal, &typed, member.visitor.t)
        }
        return try await password(typed, member)
    }

    /// Too many passwords at once are no mistake of whoever asks.
    private func hashing<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch is HashingRefusal {
            throw PageError.unavailable(seconds: 5)
        }
    }

    private func refuse(
        _ refusal: Accounts.PasswordRefusal,
        _ typed: inout Typed,
        _ t: Translator
    ) {
        switch refusal {
        case .wrong: typed.refuse("present-password", t("accounts.proof.wrong"))
        case .wait(let seconds):
            let minutes = (seconds + 59) / 60
            typed.refuse("present-password", t("accounts.proof.wait", ["count": .number(minutes)]))
        case .notFresh: typed.refuse("present-password", t("accounts.proof.notFresh.text"))
        case .unfit(let flaw): typed.refuse("new-password", flaw.message(t))
        }
    }

    /// Somebody without a password proves who they are by signing in again.
    private func notFresh(_ page: String, _ visitor: VisitorContext) -> Reply {
        let back = visitor.path("account", page)
        return desk.message(
            MessageGroup("accounts.proof.notFresh"),
            button: visitor.path("sign-in").with("next", back.text),
            status: .forbidden,
            address: "/account/" + page,
            visitor
        )
    }

    private func email(
        _ value: String,
        _ typed: Typed,
        _ member: MemberContext
    ) async throws -> Reply {
        let account = try await accounts.account(of: member)
        let fields = AccountFields(typed: typed, t: member.visitor.t)
        let present: HTML = """
            <p>\(member.visitor.t("accounts.email.present")) <strong>\(account.email)</strong></p>
            """
        return desk.own(
            MessageGroup("accounts.email"),
            typed: typed,
            fields: """
                \(present)\(fields.email(value))\(fields.proof, when: account.hasPassword)
                """,
            member.visitor
        )
    }

    private func password(_ typed: Typed, _ member: MemberContext) async throws -> Reply {
        let account = try await accounts.account(of: member)
        let fields = AccountFields(typed: typed, t: member.visitor.t)
        return desk.own(
            MessageGroup("accounts.password"),
            typed: typed,
            fields: "\(fields.proof, when: account.hasPassword)\(fields.newPassword())",
            member.visitor
        )
    }
}

extension AccountFields {
    /// The password that whoever is signed in proves once more who they are with.
    var proof: HTML {
        presentPassword(name: "present-password", label: "accounts.field.presentPassword")
    }
}
