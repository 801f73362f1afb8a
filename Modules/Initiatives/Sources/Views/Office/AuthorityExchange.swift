import Kernel
import Localization
import Markup
import Spaces
import Vault
import Web

/// What it means that an authority's key is replaced, and the form that does it.
struct AuthorityExchange: Component {
    let file: AuthorityFile
    let key: AuthorityPublicKey
    /// What the state has given so far, the key in force first.
    let known: [KnownKey]
    /// Of the state, in this space.
    let statements: Int
    /// What was typed.
    let code: String
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var list: Path { InitiativeOffice.path(visitor, "authorities") }

    var html: HTML {
        let keep = ButtonLink(t("initiatives.office.exchange.keep"), to: list, kind: .secondary)
        return """
            <p>\(t("initiatives.office.exchange.text"))</p>\(SummaryList(rows))
            <form method="post" action="\(url: list.appending("exchanges"))" novalidate>
            <input type="hidden" name="state" value="\(file.state)">
            <input type="hidden" name="public-key" value="\(file.publicKeyText)">
            <input type="hidden" name="former" value="\(known.first?.key.id.description ?? "")">
            \(confirmation)<p>\(Button(t("initiatives.office.exchange.button"), kind: .danger))</p>
            </form><p>\(keep)</p>
            """
    }

    private var rows: [SummaryList.Row] {
        let zone = visitor.tenant.zone
        let former = known.first.map { former -> HTML in
            let date = MessageValue.date(zone.date(at: former.registeredAt))
            return """
                <code>\(former.key.id.description)</code><br>\
                \(t("initiatives.office.exchange.since", ["date": date]))
                """
        }
        let sealed =
            statements == 0
            ? t("initiatives.office.exchange.none")
            : t("initiatives.office.exchange.statements", ["count": .number(statements)])
        let hasOlder = known.count > 1 && statements > 0
        let older: HTML = "<br>\(t("initiatives.office.exchange.older"))"
        return [
            SummaryList.Row(t("initiatives.office.exchange.former"), value: former ?? .empty),
            SummaryList.Row(
                t("initiatives.office.exchange.new"),
                value: "<code>\(key.id.description)</code>"
            ),
            SummaryList.Row(
                t("initiatives.office.exchange.sealed"),
                value: "\(sealed)\(older, when: hasOlder)"
            ),
        ]
    }

    private var confirmation: TextField {
        TextField(
            FieldFrame(
                name: "code",
                label: t("initiatives.office.exchange.code"),
                hint: "\(t("initiatives.office.exchange.code.hint", ["code": .text(file.state)]))",
                problem: typed.problem("code")
            ),
            value: code,
            autocomplete: "off",
            maximum: 10,
            isRequired: true,
            width: "short"
        )
    }
}
