import Kernel
import Markup
import Web

/// What signing in at a provider and signing out there share: the addresses to which it sends a browser
/// back.
extension AccountDesk {
    /// Registered at the provider, letter by letter: one address, whatever language is read.
    func registered(_ segments: [String], _ visitor: VisitorContext) -> String {
        place(visitor).address(segments, in: visitor.tenant.defaultLanguage)
    }

    /// The same page in the language in which the reader left, with all that the provider said; nil in
    /// that language.
    func ownLanguage(_ left: String, _ segments: [String], _ visitor: VisitorContext) -> Path? {
        guard let language = LanguageTag(left), language != visitor.visit.language,
            visitor.tenant.languages.contains(language)
        else { return nil }
        let page = Path(segments: [language.text] + segments)
        return visitor.visit.query.fields.reduce(page) { $0.with($1.name, $1.value) }
    }
}
