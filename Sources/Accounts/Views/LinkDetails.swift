import Kernel
import Localization
import Markup
import Web

/// What stands above the button of a link: whose account it is about, and which browser asked for it.
///
/// Whoever has the letter can press the button, so the page tells them nothing that they could not
/// have; whoever was only sent a link by somebody sees whose it is.
struct LinkDetails: Component {
    let note: Accounts.LinkNote
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML { SummaryList(account + address + asked).html }

    private var account: [SummaryList.Row] {
        guard let account = note.account else { return [] }
        return [
            SummaryList.Row(
                t("accounts.linkDetails.account"),
                value: "\(account.member.name)<br>\(account.email)"
            )
        ]
    }

    private var address: [SummaryList.Row] {
        guard let email = note.contents.email else { return [] }
        let key: MessageKey =
            note.account == nil ? "accounts.field.email" : "accounts.linkDetails.newAddress"
        return [SummaryList.Row(t(key), value: "\(email)")]
    }

    private var asked: [SummaryList.Row] {
        guard let milliseconds = note.contents.askedAt else { return [] }
        let device = note.contents.device ?? ""
        let name = device.isEmpty ? t("accounts.sessions.unknown") : device
        let moment = Moment(Instant(milliseconds: milliseconds), visitor)
        return [SummaryList.Row(t("accounts.linkDetails.asked"), value: "\(moment)<br>\(name)")]
    }
}
