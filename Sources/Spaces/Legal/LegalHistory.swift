import Kernel
import Localization
import Markup
import Web

/// The versions of a legal page that are or were in force, each with its days and the way to it.
struct LegalHistory: Component {
    let page: SiteLook.Link
    /// The number of the one that is shown.
    let shown: Int
    /// The newest first.
    let versions: [LegalVersion]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        var end: Instant?
        let items = versions.map { each -> HTML in
            let line = span(of: each, until: end)
            end = each.inForceAt
            let path = visitor.path(page.rawValue, "versions", String(each.number))
            // What comes with the program changes with the program, and has no page for each version.
            return each.number == shown || each.isBuiltIn
                ? "<li>\(line)</li>" : "<li><a href=\"\(url: path)\">\(line)</a></li>"
        }
        return """
            <section><h2>\(t("site.legal.versions"))</h2><ul>\(items)</ul></section>
            """
    }

    private func span(of version: LegalVersion, until end: Instant?) -> String {
        let zone = visitor.tenant.zone
        let number = MessageValue.number(version.number)
        let from = version.inForceAt.map { t.date(zone.date(at: $0)) } ?? ""
        var values: MessageValues = ["number": number, "from": .text(from)]
        guard let end else { return version.named(t("site.legal.since", values), t) }
        values["to"] = .text(t.date(zone.date(at: end.adding(.milliseconds(-1)))))
        return version.named(t("site.legal.until", values), t)
    }
}

extension LegalVersion {
    /// A line about it, with what it is where that is not the institution's own text.
    func named(_ line: String, _ t: Translator) -> String {
        isBuiltIn ? t("site.legal.builtIn", ["line": .text(line)]) : line
    }
}
