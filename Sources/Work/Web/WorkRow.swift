import Accounts
import Kernel
import Localization
import Markup
import Web

/// One piece of work in the list of its owner.
struct WorkRow {
    let item: WorkItem
    let title: String
    /// What came of it, or why nothing did; empty while there is nothing to say.
    let words: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var row: DataTable.Row {
        DataTable.Row([
            // One element: on a phone each value stands beside its name.
            "\(title)", "\(Moment(item.createdAt, visitor))", "<div>\(state)</div>", actions,
        ])
    }

    private var state: HTML {
        switch item.state {
        case .waiting where !item.isAtWork: "\(t("work.state.waiting"))"
        case .waiting where item.total > 0:
            "\(ProgressBar(caption: progress, value: item.done, goal: item.total))"
        case .waiting: "\(t("work.state.begun"))"
        case .done:
            """
            <strong>\(t("work.state.done"))</strong>\(Prose(words).html, when: !words.isEmpty)\
            <p class="hint">\(t("work.until")) \(Moment(item.expiresAt, visitor))</p>
            """
        case .failed:
            "<strong>\(t("work.state.failed"))</strong>\(Prose(words).html, when: !words.isEmpty)"
        }
    }

    private var progress: String {
        t("work.state.progress", ["done": .number(item.done), "total": .number(item.total)])
    }

    private var actions: HTML {
        let place = visitor.path("account", "work", item.id)
        let file: HTML = """
            <p>\(ButtonLink(
                t("work.download"), of: title, to: place.appending("file"), kind: .secondary))</p>
            """
        let words: MessageKey = item.state == .waiting ? "work.cancel" : "work.remove"
        return """
            \(file, when: item.hasFile)<form method="post" action="\(url: place.appending("removal"))">\
            \(Button(t(words), of: title, kind: .quiet))</form>
            """
    }
}
