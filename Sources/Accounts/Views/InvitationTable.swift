import Kernel
import Localization
import Markup
import Web

/// Who was invited and has not come yet, each with the way to take that back.
struct InvitationTable: Component {
    let invitations: [Accounts.Invitation]
    /// What single things are called.
    let titles: [Subject: String]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let group = MessageGroup("accounts.invitations")
        let table = DataTable(
            caption: "\(t(group["caption"]))",
            columns: [
                .init(t("accounts.field.email")), .init(t("accounts.roles.role")),
                .init(t(group["sender"])), .init(t(group["until"])),
                .init(t("accounts.roles.action"), isAction: true),
            ],
            rows: invitations.map { row($0, group) }
        )
        return """
            <section><h2>\(t(group["title"]))</h2>
            <p>\(t(group["text"]))</p>\(table)</section>
            """
    }

    private func row(_ invitation: Accounts.Invitation, _ group: MessageGroup) -> DataTable.Row {
        let label = t(group["withdraw.label"], ["email": .text(invitation.email)])
        let path = visitor.path("admin", "people", "invitations", "withdrawals")
        let withdraw: HTML = """
            <form method="post" action="\(url: path)">\
            <input type="hidden" name="invitation" value="\(invitation.name)">\
            <button class="button button-quiet" aria-label="\(label)">\
            \(t(group["withdraw"]))</button></form>
            """
        return DataTable.Row([
            "\(invitation.email)", "\(invitation.grant.name(t, in: visitor.site, titles))",
            "\(invitation.sender ?? t("accounts.roles.history.operator"))",
            "\(Moment(invitation.expiresAt, visitor))", withdraw,
        ])
    }
}
