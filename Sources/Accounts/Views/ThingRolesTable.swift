import Kernel
import Localization
import Markup
import Web

/// Who has a role for one thing alone, which thing that is, and the way to take the role away.
struct ThingRolesTable: Component {
    let roles: [Accounts.ThingRole]
    let things: [Subject: RoleThing]
    let isFirst: Bool
    /// Where the list goes on.
    let next: RolePlace?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var list: Path { visitor.path("admin", "people") }

    var html: HTML {
        let table = DataTable(
            caption: "\(t("accounts.roles.things.caption"))",
            columns: [
                .init(t("accounts.field.name")), .init(t("accounts.field.email")),
                .init(t("accounts.roles.role")), .init(t("accounts.roles.codes")),
                .init(t("accounts.roles.action"), isAction: true),
            ],
            rows: roles.map(row)
        )
        return """
            <section aria-labelledby="things"><h2 id="things">\(t("accounts.roles.things"))</h2>
            <p>\(t("accounts.roles.things.text"))</p>\(table.html, when: !roles.isEmpty)\(ways)</section>
            """
    }

    private func row(_ role: Accounts.ThingRole) -> DataTable.Row {
        let (account, grant) = (role.account, role.grant)
        let codes: MessageKey = account.hasCodes ? "accounts.own.on" : "accounts.own.off"
        let name = grant.name(t, in: visitor.site, things.titles)
        let take = TakeRoleForm(
            member: account.member,
            grant: grant,
            name: name,
            action: list.appending("withdrawals"),
            t: t
        )
        return DataTable.Row([
            "\(account.member.name)", "\(account.email)", linked(name, to: grant), "\(t(codes))",
            take.html,
        ])
    }

    /// To the page of the thing, where visitors find it: a draft shows none.
    private func linked(_ name: String, to grant: RoleGrant) -> HTML {
        guard let thing = grant.subject.flatMap({ things[$0] }),
            let space = visitor.site.spaces.first(where: { $0.id == grant.space }), space.isPublic
        else { return "\(name)" }
        let place = visitor.entering(space).spacePath()
        let path = thing.path.reduce(place) { $0.appending($1) }
        return "<a href=\"\(url: path)\">\(name)</a>"
    }

    private var ways: Pagination {
        Pagination(
            previous: isFirst ? nil : list.fragment("things"),
            next: next.map { list.with("after", $0.text).fragment("things") },
            previousLabel: t("list.toStart"),
            t: t
        )
    }
}

/// Takes one role from somebody.
struct TakeRoleForm: Component {
    let member: Member
    let grant: RoleGrant
    /// What the role is called.
    let name: String
    let action: Path
    let t: Translator

    var html: HTML {
        let values: MessageValues = ["role": .text(name), "name": .text(member.name)]
        return """
            <form method="post" action="\(url: action)">\
            <input type="hidden" name="member" value="\(member.id.text)">\
            <input type="hidden" name="role" value="\(grant.text)">\
            <button class="button button-quiet" \
            aria-label="\(t("accounts.roles.take.label", values))">\
            \(t("accounts.roles.take"))</button></form>
            """
    }
}
