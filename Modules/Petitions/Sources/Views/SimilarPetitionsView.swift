import Kernel
import Localization
import Markup
import Web

/// What is about the same as a petition that is begun: to be supported in its place.
struct SimilarPetitionsView: Component {
    let petition: Petition
    let similar: [OwnPetition]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let path = AuthorDesk.path(petition.id, .text, in: visitor)
        let back = AuthorDesk.path(petition.id, .title, in: visitor)
        let list = similar.isEmpty ? none : found
        return """
            \(list)
            <p>\(ButtonLink(t("petitions.similar.button"), to: path)) \
            \(ButtonLink(t("petitions.draft.back.button"), to: back, kind: .quiet))</p>
            """
    }

    private var none: HTML { "<p>\(t("petitions.similar.none"))</p>" }

    private var found: HTML {
        let removal = AuthorDesk.path(petition.id, "removal", in: visitor)
        let link: HTML = """
            <a href="\(url: removal)">\(t("petitions.similar.remove"))</a>
            """
        return """
            \(SimilarPetitionsList(similar: similar, visitor: visitor))
            <p>\(t.markup("petitions.similar.instead", ["link": link]))</p>
            """
    }
}

/// The list alone, as a script puts it below a title that is typed; empty where there is nothing.
struct SimilarPetitionsList: Component {
    let similar: [OwnPetition]
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        guard !similar.isEmpty else { return .empty }
        return """
            <p>\(t("petitions.similar.text"))</p>
            <ul class="own-list">\(similar.map(item))</ul>
            """
    }

    private func item(_ other: OwnPetition) -> HTML {
        let count = t("petitions.mine.signatures", ["count": .number(other.signatures)])
        return """
            <li><p class="tags">\(other.state(at: visitor.now).tag(t))</p>
            <a href="\(url: visitor.spacePath(other.id.text))" target="_blank" rel="noopener" \
            lang="\(other.language)" dir="auto">\(other.title)</a> \
            <span class="meta">\(count)</span></li>

            """
    }
}
