import Kernel
import Localization
import Markup
import Web

/// What a provider proved of whoever reads it, each thing with the day.
struct FactList: Component {
    let facts: [ProvenFact]
    let visitor: VisitorContext

    var html: HTML {
        let t = visitor.t
        let items = facts.compactMap { fact -> HTML? in
            Self.words(fact.fact, t).map {
                "<li>\($0), \(t("accounts.fact.on")) \(Moment(fact.provenAt, visitor))</li>"
            }
        }
        return "<p>\(t("accounts.providers.proven"))</p><ul>\(items)</ul>\n"
    }

    /// Nil for a name that no fact has.
    static func words(_ name: String, _ t: Translator) -> String? {
        guard let dash = name.firstIndex(of: "-") else { return nil }
        let value = String(name[name.index(after: dash)...])
        switch name[..<dash] {
        case "age":
            return Int(value).map { t("accounts.fact.age", ["years": .number($0)]) }
        case "resident":
            return t("accounts.fact.resident", ["country": .key(MessageKey("country", value))])
        case "national":
            return t("accounts.fact.national", ["country": .key(MessageKey("country", value))])
        default: return nil
        }
    }
}
