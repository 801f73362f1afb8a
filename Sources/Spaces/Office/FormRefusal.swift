import Localization
import Markup
import Web

/// What stands above a form that was not taken: why none of it could be, and what is wrong with its fields.
struct FormRefusal: Component {
    let typed: Typed
    /// Where the form can be read as it is now; nil for one that makes something.
    let path: Path?
    let t: Translator

    init(_ typed: Typed, at path: Path? = nil, _ t: Translator) {
        self.typed = typed
        self.path = path
        self.t = t
    }

    var html: HTML {
        "\(whole)\(ErrorSummary(problems: typed.list, t: t))"
    }

    private var whole: HTML {
        guard let reason = typed.refusal else { return .empty }
        return Notice(
            .error,
            title: t("office.refused.title"),
            content: "<p>\(reason)</p>\(path.map(way) ?? .empty)"
        ).html
    }

    /// In a tab of its own: what was typed stays where it is.
    private func way(_ path: Path) -> HTML {
        let link = ButtonLink(t("office.refused.open"), to: path, kind: .secondary)
        return "<p>\(link.inNewTab)</p>"
    }
}
