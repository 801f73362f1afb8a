import Kernel
import Localization
import Markup
import Web

/// Whether an identity may open an account from now on: both are named, and the account is proved.
struct LinkQuestion: Component {
    let provider: IdentityProvider
    /// As the provider calls them; empty when it does not say.
    let person: String
    let account: Account
    let next: String
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var values: MessageValues { ["provider": .text(provider.name)] }

    var title: String { t("accounts.linking.title", values) }

    var html: HTML {
        """
        \(ErrorSummary(problems: typed.list, t: t))\(OwnNotice(visitor))
        <h1>\(title)</h1>
        \(Prose(t("accounts.linking.text", values)))
        \(SummaryList(rows))
        <form method="post" action="\(url: visitor.path("account", "providers", provider.id, "link"))" \
        novalidate>
        \(AccountFields.next(next))\(AccountFields(typed: typed, t: t).proof(of: account))
        <p>\(Button(t("accounts.linking.button")))\
        \(Button(t("accounts.linking.leave"), kind: .secondary, name: "way", value: "leave"))</p>
        </form>
        """
    }

    private var rows: [SummaryList.Row] {
        let known = SummaryList.Row(
            t("accounts.linking.identity", values),
            value: "\(person.isEmpty ? t("accounts.linking.unnamed") : person)"
        )
        return [
            known,
            SummaryList.Row(
                t("accounts.linking.account"),
                value: "\(account.member.name)<br>\(account.email)"
            ),
        ]
    }
}
