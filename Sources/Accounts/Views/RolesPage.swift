import Kernel
import Localization
import Markup
import Web

/// Who has which role, how to give one, what each allows, and what was changed.
struct RolesPage: Component {
    let members: [Accounts.StaffMember]
    /// Those of single things; nil where nobody has one.
    let ofThings: ThingRolesTable?
    /// What single things are called.
    let titles: [Subject: String]
    let changes: [Accounts.NamedChange]
    let invitations: [Accounts.Invitation]
    let rules: [PermissionRule]
    let email: String
    let role: String?
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        \(ErrorSummary(problems: typed.list, t: t))\(notice)
        <h1>\(t("accounts.roles.title"))</h1>
        <p>\(t("accounts.roles.text"))</p>
        \(people)\(single)\(waiting, when: !invitations.isEmpty)
        <section aria-labelledby="give"><h2 id="give">\(t("accounts.roles.give"))</h2>
        <p>\(t("accounts.roles.give.text"))</p>
        <form method="post" action="\(url: visitor.path("admin", "people"))" novalidate>
        \(AccountFields(typed: typed, t: t).email(email, isOwn: false))\(choice)
        <p>\(Button(t("accounts.roles.give.button")))</p></form></section>
        \(permissions)\(history, when: !changes.isEmpty)
        """
    }

    private var notice: HTML {
        let done = visitor.visit.query["done"]
        guard ["given", "invited", "taken", "withdrawn"].contains(done) else { return .empty }
        return Notice(.success, title: t(MessageKey("accounts.roles.done", done))).html
    }

    private var single: HTML { ofThings?.html ?? .empty }

    private var waiting: HTML {
        InvitationTable(invitations: invitations, titles: titles, visitor: visitor).html
    }

    private var people: HTML {
        let rows = members.flatMap { person in
            person.grants.map { grant in row(person, grant) }
        }
        return DataTable(
            caption: "\(t("accounts.roles.people"))",
            columns: [
                .init(t("accounts.field.name")), .init(t("accounts.field.email")),
                .init(t("accounts.roles.role")), .init(t("accounts.roles.codes")),
                .init(t("accounts.roles.action"), isAction: true),
            ],
            rows: rows
        ).html
    }

    private func row(_ person: Accounts.StaffMember, _ grant: RoleGrant) -> DataTable.Row {
        let codes: MessageKey = person.hasCodes ? "accounts.own.on" : "accounts.own.off"
        let name = grant.name(t, in: visitor.site)
        let take = TakeRoleForm(
            member: person.member,
            grant: grant,
            name: name,
            action: visitor.path("admin", "people", "withdrawals"),
            t: t
        )
        return DataTable.Row([
            "\(person.member.name)", "\(person.email)", "\(name)", "\(t(codes))", take.html,
        ])
    }

    private var choice: HTML {
        var choices = Role.allCases.map { role in
            FieldChoice(
                value: role.rawValue,
                label: t(MessageKey("accounts.role", role.rawValue)),
                hint: t(MessageKey("accounts.role", role.rawValue + ".hint"))
            )
        }
        for space in visitor.site.spaces {
            for role in Role.allCases where role.canBeOfSpace {
                let grant = RoleGrant(role: role, space: space.id)
                choices.append(
                    FieldChoice(value: grant.text, label: grant.name(t, in: visitor.site))
                )
            }
        }
        return RadioField(
            FieldFrame(
                name: "role",
                label: t("accounts.roles.role"),
                problem: typed.problem("role")
            ),
            choices: choices,
            selected: role
        ).html
    }

    /// The rules as they are: the same data that decides.
    private var permissions: HTML {
        let rows = rules.map { rule in
            DataTable.Row(
                ["\(t(MessageKey("permission", rule.permission.name)))"]
                    + Role.allCases.map { role in
                        "\(t(rule.roles.contains(role) ? "accounts.roles.yes" : "accounts.roles.no"))"
                    }
            )
        }
        let columns = Role.allCases.map { role in
            DataTable.Column(t(MessageKey("accounts.role", role.rawValue)))
        }
        return """
            <section><h2>\(t("accounts.roles.permissions"))</h2>
            \(DataTable(
                caption: "\(t("accounts.roles.permissions.caption"))",
                columns: [.init(t("accounts.roles.permission"))] + columns,
                rows: rows))</section>
            """
    }

    private var history: HTML {
        let items = changes.map { item -> HTML in
            let key: MessageKey =
                item.change.isGiven
                ? "accounts.roles.history.given" : "accounts.roles.history.taken"
            let nobody = t("accounts.roles.history.deleted")
            let giver =
                item.change.changedBy == nil
                ? t("accounts.roles.history.operator") : item.byName ?? nobody
            let role = item.change.grant.name(t, in: visitor.site, titles)
            let words = t(
                key,
                [
                    "name": .text(item.memberName ?? nobody), "role": .text(role),
                    "by": .text(giver),
                ]
            )
            return "<li>\(Moment(item.change.changedAt, visitor)) – \(words)</li>"
        }
        return """
            <section><h2>\(t("accounts.roles.history"))</h2><ul>\(items)</ul></section>
            """
    }
}
