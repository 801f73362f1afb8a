import Kernel
import Localization
import Markup
import Web

/// What the institution has said to a petition, before its text: whoever comes now comes for that.
///
/// A decision, the reasons for which it is not published, or where it goes on.
struct PetitionAnswer: Component {
    let details: PetitionDetails
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { details.petition }

    var html: HTML {
        if let refusal = petition.refusal { return refused(refusal) }
        if let decision = petition.decision { return decided(decision) }
        return joined
    }

    private func decided(_ decision: Petition.Decision) -> HTML {
        let word = details.choices.word(decision.kind, .decision, t)
        let day = Day(decision.date, t).html
        let said = words(decision.texts).map { Prose($0.text, language: $0.language).html }
        let read = decision.url.flatMap { Path(web: $0) }.map { path -> HTML in
            """
            <p><a class="button" href="\(url: path)" rel="noreferrer">\
            \(t("petitions.answer.read"))</a></p>
            """
        }
        return """
            <section class="answer"><h2>\(t("petitions.answer.title"))</h2>
            <p><strong>\(word)</strong> \(t.markup("petitions.answer.day", ["date": day]))</p>
            \(said ?? .empty)\(read ?? .empty)</section>
            """
    }

    private func refused(_ refusal: Petition.Refusal) -> HTML {
        let reason = details.choices.word(refusal.reason, .reason, t)
        let said = words(refusal.texts).map { Prose($0.text, language: $0.language).html }
        let hidden: HTML = """
            <p class="hint">\(t("petitions.answer.hidden"))</p>
            """
        return """
            <section class="answer"><h2>\(t("petitions.answer.refused"))</h2>
            <p><strong>\(reason)</strong></p>
            \(said ?? .empty)\(hidden, when: refusal.isTextHidden)</section>
            """
    }

    private var joined: HTML {
        guard petition.stage == .joined, let other = details.joined else { return .empty }
        let link: HTML = """
            <a href="\(url: visitor.spacePath(other.id.text))" lang="\(other.language)" \
            dir="auto">\(other.title)</a>
            """
        return """
            <section class="answer"><h2>\(t("petitions.answer.joined"))</h2>
            <p>\(t.markup("petitions.answer.joined.text", ["petition": link]))</p></section>
            """
    }

    /// In the reader's language, else in the petition's, else in any; with the language in which it is.
    private func words(_ texts: [String: String]) -> (text: String, language: String)? {
        texts.said(in: t.language.text, petition.language)
    }
}
