import Kernel
import Localization
import Markup
import Storage
import Text
import Web

/// A legal page in an institution's own words, with when it is in force and what it said before.
struct LegalPageView: Component {
    let version: LegalVersion
    let language: LanguageTag
    let source: String
    /// Every version that is or was in force, the newest first; empty in a preview.
    let versions: [LegalVersion]
    let visitor: VisitorContext

    /// As its reader is to see it; nil where it says nothing in any language.
    static func read(
        _ version: LegalVersion,
        beside versions: [LegalVersion],
        _ visitor: VisitorContext,
        in transaction: inout Transaction
    ) throws -> LegalPageView? {
        guard let language = version.language(for: visitor.visit.language, of: visitor.tenant),
            let source = try LegalStore.source(of: version, in: language, in: &transaction)
        else { return nil }
        return LegalPageView(
            version: version,
            language: language,
            source: source,
            versions: versions,
            visitor: visitor
        )
    }

    private var t: Translator { visitor.t }

    var html: HTML {
        """
        <article class="legal"><h1>\(t(MessageKey("layout", version.page.rawValue)))</h1>
        \(isOld ? old : .empty)\(otherLanguage, when: language != t.language)\(text)\
        \(history, when: !versions.isEmpty)</article>
        """
    }

    private var isOld: Bool { versions.first.map { $0.number != version.number } ?? false }

    private var old: HTML {
        let now: HTML = """
            <p><a href="\(url: visitor.path(version.page.rawValue))">\(t("site.legal.current"))</a></p>
            """
        return Notice(.warning, title: t("site.legal.old"), content: now).html
    }

    private var otherLanguage: HTML {
        Notice(.information, title: t("site.legal.otherLanguage")).html
    }

    private var text: HTML {
        guard let document = MarkdownDocument(source) else { return .empty }
        return MarkdownText(
            document,
            topLevel: 2,
            language: language == t.language ? nil : language.text
        ).html
    }

    private var history: HTML {
        var end: Instant?
        let items = versions.map { each -> HTML in
            let line = span(of: each, until: end)
            end = each.inForceAt
            let path = visitor.path(version.page.rawValue, "versions", String(each.number))
            let isShown = each.number == version.number
            return isShown
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
        guard let end else {
            return t("site.legal.since", ["number": number, "from": .text(from)])
        }
        let to = t.date(zone.date(at: end.adding(.milliseconds(-1))))
        return t("site.legal.until", ["number": number, "from": .text(from), "to": .text(to)])
    }
}
