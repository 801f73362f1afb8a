import Kernel
import Localization
import Markup
import Web

/// The versions of a legal page: the open one with what can be done with it, then those that are or were in force.
struct LegalVersionsView: Component {
    let page: SiteLook.Link
    /// The newest first.
    let versions: [LegalVersion]
    /// Whether the text that comes with the program can be the next version.
    let canGiveWay: Bool
    /// Of all texts of the newest.
    let mark: String
    let languages: [LanguageTag]
    let typed: Typed
    let from: DateField.Typed
    /// Where this page is.
    let action: Path
    /// A version in a line.
    let line: @Sendable (LegalVersion) -> String
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    private var open: LegalVersion? {
        versions.first.flatMap { $0.isInForce(at: visitor.now) ? nil : $0 }
    }

    var html: HTML {
        """
        <p>\(t(MessageKey("office.legal.about", page.rawValue)))</p>
        <p>\(t(versions.isEmpty ? first : "office.legal.page.text"))</p>\
        \(open.map(section) ?? beginning)\(published)
        """
    }

    /// With what the first version of the page begins.
    private var first: MessageKey {
        page.passages == nil ? "office.legal.first" : "office.legal.first.builtIn"
    }

    private var beginning: HTML {
        let problem: HTML = """
            <p class="error" id="field-from" tabindex="-1">\(typed.problem("from") ?? "")</p>
            """
        return """
            <form method="post" action="\(url: action.appending("versions"))">
            \(problem, when: !typed.isFine)<p>\(Button(t("office.legal.begin")))</p></form>
            \(givingWay, when: canGiveWay)
            """
    }

    private var givingWay: HTML {
        """
        <section><h2>\(t("office.legal.giveWay.title"))</h2>
        <p>\(t("office.legal.giveWay.text"))</p>
        \(turn("office.legal.giveWay", to: "built-in"))</section>
        """
    }

    private func turn(_ words: MessageKey, to segment: String) -> HTML {
        """
        <form method="post" action="\(url: action.appending(segment))">
        <p>\(Button(t(words), kind: .secondary))</p></form>
        """
    }

    private func section(_ version: LegalVersion) -> HTML {
        let isDraft = version.inForceAt == nil
        let hasPage = version.isBuiltIn || !version.languages.isEmpty
        let builtIn: HTML = "<p>\(t("office.legal.giveWay.text"))</p>"
        let stay: HTML = turn("office.legal.stayOwn", to: "own")
        return """
            <section><h2>\(line(version))</h2>
            \(version.isBuiltIn ? builtIn : texts(of: version))\(preview, when: hasPage)\
            \(isDraft ? publication(version) : withdrawal(version))\
            \(stay, when: isDraft && version.isBuiltIn)</section>\(givingWay, when: canGiveWay)
            """
    }

    private var preview: HTML {
        """
        <p><a href="\(url: action.appending("preview"))">\(t("office.space.preview.action"))</a></p>
        """
    }

    /// In which languages it is written, each with the way to write it.
    private func texts(of version: LegalVersion) -> HTML {
        let rows = languages.map { language in
            let name = pages.translations.translator(for: language)("language.name")
            let isWritten = version.languages.contains(language)
            return SummaryList.Row(
                name,
                value: "\(t(isWritten ? "office.legal.written" : "office.legal.unwritten"))",
                action: version.inForceAt == nil ? link(to: language, name) : .empty
            )
        }
        return SummaryList(rows).html
    }

    private func link(to language: LanguageTag, _ name: String) -> HTML {
        """
        <a href="\(url: action.appending("texts", language.text))">\(t("office.legal.write"))\
        <span class="visually-hidden"> – \(name)</span></a>
        """
    }

    private func publication(_ version: LegalVersion) -> HTML {
        let date = DateField(
            FieldFrame(
                name: "from",
                label: t("office.legal.from"),
                hint: "\(t("office.legal.from.hint"))",
                problem: typed.problem("from")
            ),
            typed: from,
            t: t
        )
        return """
            <form method="post" action="\(url: action.appending("publication"))" novalidate>
            <input type="hidden" name="number" value="\(version.number)">\
            <input type="hidden" name="mark" value="\(mark)">
            \(date)<p>\(Button(t("office.legal.publish")))</p></form>
            """
    }

    private func withdrawal(_ version: LegalVersion) -> HTML {
        """
        <form method="post" action="\(url: action.appending("withdrawal"))">
        <input type="hidden" name="number" value="\(version.number)">
        <p>\(Button(t("office.legal.withdraw"), kind: .secondary))</p></form>
        """
    }

    private var published: HTML {
        let inForce = versions.filter { $0.isInForce(at: visitor.now) }
        guard !inForce.isEmpty else { return .empty }
        let items = inForce.map { version -> HTML in
            let path = visitor.path(page.rawValue, "versions", String(version.number))
            return version.isBuiltIn
                ? "<li>\(line(version))</li>"
                : "<li><a href=\"\(url: path)\">\(line(version))</a></li>"
        }
        return "<section><h2>\(t("site.legal.versions"))</h2><ul>\(items)</ul></section>"
    }
}
