import Archives
import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/account/data`, `/account/deletion`, `/deletions/:token`: what is held, and the end of it.
struct OwnData: Sendable {
    let accounts: Accounts
    let sources: [PersonalDataSource]

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func show(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let t = visitor.t
        let title = t("accounts.data.title")
        let consents = try await accounts.consents(of: member)
        let given = consents.map { consent -> HTML in
            """
            <li>\(Self.words(of: consent, visitor))<br>\(t("accounts.data.given")) \
            \(Moment(consent.givenAt, visitor))</li>
            """
        }
        let list: HTML = """
            <h2>\(t("accounts.data.consents"))</h2><ul>\(given)</ul>
            """
        let archive = visitor.path("account", "data", "archive")
        return desk.own(
            title,
            """
            <h1>\(title)</h1>\(Prose(t("accounts.data.text")))
            <p>\(ButtonLink(t("accounts.data.button"), to: archive))</p>
            \(list, when: !consents.isEmpty)
            """,
            at: "data",
            visitor
        )
    }

    /// To which version, with the way to it where it is kept here.
    private static func words(of consent: Consent, _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        guard let own = consent.own else {
            let version = CivilDate(iso: consent.version).map(t.date) ?? consent.version
            return """
                \(t(
                    MessageKey("accounts.data.consent", consent.document),
                    ["version": .text(version)]
                ))
                """
        }
        let words = t(
            "accounts.data.consent.own",
            ["number": .number(own.number), "day": .date(own.day)]
        )
        let path = visitor.path("privacy", "versions", String(own.number))
        return "<a href=\"\(url: path)\">\(words)</a>"
    }

    func archive(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let documents = try await accounts.everything(from: sources, for: member)
        let entries = documents.map { ZipArchive.Entry(name: $0.name, bytes: $0.json) }
        let archive = try ZipArchive(entries, at: member.scope.now)
        let day = member.visitor.tenant.zone.date(at: member.scope.now).iso
        return .download(
            archive.bytes,
            type: "application/zip",
            name: "\(member.visitor.tenant.id)-\(day).zip"
        )
    }

    func deletion(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let t = member.visitor.t
        let kept = sources.compactMap(\.remainder).map { key -> HTML in
            "<li>\(t(key))</li>"
        }
        return desk.own(
            MessageGroup("accounts.deletion"),
            fields: "<h2>\(t("accounts.deletion.kept"))</h2><ul>\(kept)</ul>",
            kind: .danger,
            rest: desk.cancel(to: member.visitor.path("account"), member.visitor),
            member.visitor
        )
    }

    func askForDeletion(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let visitor = member.visitor
        let outcome = try await accounts.sendDeletionLink(
            from: desk.signInVisit(request, visitor),
            at: desk.place(visitor),
            for: member
        )
        switch outcome {
        case .success(let result):
            switch desk.answer(to: result, about: "deletion", visitor) {
            case .sent(let reply): return reply
            case .refused(let message):
                let notice = Notice(.error, title: message)
                return desk.own(
                    MessageGroup("accounts.deletion"),
                    notice: notice.html,
                    kind: .danger,
                    rest: desk.cancel(to: visitor.path("account"), visitor),
                    visitor
                )
            }
        case .failure(.over): throw PageError.signInRequired
        case .failure(.lastAdministrator): return lastAdministrator(visitor)
        }
    }

    func confirm(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let token = try visitor.parameter("token")
        guard let note = try await accounts.note(of: token, .deletion, in: visitor.scope) else {
            return LinkPages(desk: desk).over(again: visitor.path("account", "deletion"), visitor)
        }
        return LinkPages(desk: desk).button(
            MessageGroup("accounts.deletionLink"),
            about: note,
            action: visitor.path("deletions", token),
            kind: .danger,
            // Whoever did not ask for this may have a stranger in their account.
            rest: """
                <p>\(ButtonLink(
                    visitor.t("accounts.addressStopped.button"),
                    to: visitor.path("passwords"), kind: .secondary))</p>
                """,
            visitor
        )
    }

    func delete(_ request: Request, _ visitor: VisitorContext) async throws -> Reply {
        let outcome = try await accounts.delete(
            try visitor.parameter("token"),
            from: sources,
            at: desk.place(visitor),
            in: visitor.scope
        )
        switch outcome {
        case .success:
            var reply = desk.message(
                MessageGroup("accounts.deleted"),
                button: visitor.path(""),
                visitor
            )
            for cookie in [PrivateCookie.session, .familiar, .identity] {
                reply.headers.append(cookie.clear(isSecure: visitor.visit.isSecure))
            }
            return reply
        case .failure(.over):
            return LinkPages(desk: desk).over(again: visitor.path("account", "deletion"), visitor)
        case .failure(.lastAdministrator): return lastAdministrator(visitor)
        }
    }

    private func lastAdministrator(_ visitor: VisitorContext) -> Reply {
        desk.message(
            MessageGroup("accounts.deletion.lastAdministrator"),
            button: visitor.path("roles"),
            status: .conflict,
            address: "/account/deletion",
            visitor
        )
    }
}
