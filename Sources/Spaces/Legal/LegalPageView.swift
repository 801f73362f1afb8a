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

    /// As its reader is to see it; nil where it says nothing in any language, and where the program's text is read.
    static func read(
        _ version: LegalVersion,
        beside versions: [LegalVersion],
        _ visitor: VisitorContext,
        in transaction: inout Transaction
    ) throws -> LegalPageView? {
        guard !version.isBuiltIn,
            let language = version.language(for: visitor.visit.language, of: visitor.tenant),
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
        \(history.html, when: !versions.isEmpty)</article>
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

    private var history: LegalHistory {
        LegalHistory(
            page: version.page,
            shown: version.number,
            versions: versions,
            visitor: visitor
        )
    }
}
