import Hummingbird
import Kernel
import Localization
package import Markup
package import Web

/// `/account`, `/account/profile`: everything of one's own, each thing with its page.
struct OwnPages: Sendable {
    let accounts: Accounts
    var places: [OwnPlace] = []
    var things = RoleThings.none

    private var desk: AccountDesk { AccountDesk(accounts: accounts) }

    func index(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let account = try await accounts.account(of: member)
        let roles = try await accounts.roles(of: member.member.id, in: member.scope)
        let consents = try await accounts.consents(of: member)
        let things = try await things.all(of: roles, for: member.visitor, in: accounts.database)
        let view = AccountPage(
            account: account,
            roles: roles,
            titles: things.titles,
            places: places,
            hasAgreed: consents.contains { $0.isTo(member.visitor.privacyVersion) },
            mayLiftSuspensions: member.session.allows("site.mail", in: nil),
            notice: OwnNotice(member.visitor),
            visitor: member.visitor
        )
        return desk.page(member.visitor.t("accounts.own.title"), view.html, member.visitor)
    }

    /// Agrees to what changed on the page about personal data.
    func agree(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let account = member.visitor.path("account")
        // Another version came into force since the page was opened: it is asked anew.
        guard try await request.form().hasRead(member.visitor) else {
            return .redirect(to: account)
        }
        try await accounts.agree(member)
        return .redirect(to: account.with("done", "consent"))
    }

    func profile(_ request: Request, _ member: MemberContext) async throws -> Reply {
        profile(
            name: member.member.name,
            language: member.member.language.text,
            Typed(),
            member.visitor
        )
    }

    func changeProfile(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let data = try await request.form()
        var typed = Typed()
        let name = data.personName(&typed, member.visitor.t)
        let language = LanguageTag(data["language"]).flatMap { tag in
            member.visitor.tenant.languages.contains(tag) ? tag : nil
        }
        guard let language, typed.isFine else {
            return profile(name: data["name"], language: data["language"], typed, member.visitor)
        }
        try await accounts.setProfile(name: name, language: language, for: member)
        return .redirect(to: member.visitor.path("account").with("done", "profile"))
    }

    private func profile(
        name: String,
        language: String,
        _ typed: Typed,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let choices = accounts.pages.languages(visitor.visit).map { language in
            SelectField.Choice(
                value: language.tag.text,
                label: language.name,
                language: language.tag.text
            )
        }
        let select = SelectField(
            FieldFrame(
                name: "language",
                label: t("accounts.profile.language"),
                hint: "\(t("accounts.profile.language.hint"))"
            ),
            choices: choices,
            selected: language
        )
        return desk.own(
            MessageGroup("accounts.profile"),
            typed: typed,
            fields: "\(AccountFields(typed: typed, t: t).name(name))\(select)",
            visitor
        )
    }
}

/// What has just been done, said once on top of the account: the address says what.
struct OwnNotice: Component {
    let visitor: VisitorContext

    init(_ visitor: VisitorContext) { self.visitor = visitor }

    private static let done = Set([
        "profile", "password", "codes", "no-codes", "session", "sessions", "address", "consent",
        "linked", "unlinked", "proven", "created",
    ])

    var html: HTML {
        let name = visitor.visit.query["done"]
        guard Self.done.contains(name) else { return .empty }
        let title = visitor.t(MessageKey("accounts.done", name))
        return Notice(.success, title: title, content: name == "created" ? wayBack : .empty).html
    }

    /// Somebody made their account on the way to a page: that is where they go on.
    private var wayBack: HTML {
        guard let next = Path(local: visitor.visit.query["next"]), next != visitor.path("account")
        else { return .empty }
        return "<p><a href=\"\(url: next)\">\(visitor.t("accounts.created.next"))</a></p>"
    }
}

extension AccountDesk {
    /// A page of one form below "my account": `group` has its texts, the address is its last part.
    func own(
        _ group: MessageGroup,
        typed: Typed = Typed(),
        notice: HTML = .empty,
        fields: HTML = .empty,
        kind: ButtonKind = .primary,
        rest: HTML = .empty,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let title = t(group["title"])
        let name = group.name.split(separator: ".").last.map(String.init) ?? ""
        let form = FormPage(
            title: title,
            lead: t(group["text"]),
            problems: typed.list,
            notice: notice,
            action: visitor.path("account", name),
            fields: fields,
            button: t(group["button"]),
            kind: kind,
            rest: rest,
            t: t
        )
        return own(title, "\(form)", hasProblems: !typed.isFine, at: name, visitor)
    }

    /// A page below "my account".
    package func own(
        _ title: String,
        _ content: HTML,
        hasProblems: Bool = false,
        at name: String,
        below parent: NavigationLink? = nil,
        refreshSeconds: Int? = nil,
        _ visitor: VisitorContext
    ) -> Reply {
        page(
            title,
            "\(crumbs(to: title, below: parent, visitor))\(content)",
            hasProblems: hasProblems,
            status: hasProblems ? .unprocessableContent : .ok,
            address: "/account/" + name,
            refreshSeconds: refreshSeconds,
            visitor
        )
    }

    /// The way up from a page that "my account" leads to, at once or through another one.
    func crumbs(
        to title: String,
        below parent: NavigationLink? = nil,
        _ visitor: VisitorContext
    ) -> Breadcrumb {
        let home = NavigationLink(
            path: visitor.path("account"),
            label: visitor.t("accounts.own.title")
        )
        return Breadcrumb(
            above: [home] + [parent].compactMap(\.self),
            current: title,
            t: visitor.t
        )
    }

    /// Beside a button that somebody may have come to by mistake.
    func cancel(to path: Path, _ visitor: VisitorContext) -> HTML {
        "<p>\(ButtonLink(visitor.t("accounts.cancel"), to: path, kind: .quiet))</p>"
    }
}
