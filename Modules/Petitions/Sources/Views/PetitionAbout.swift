import Kernel
import Localization
import Markup
import Web

/// What stands below a petition's text: ways to pass it on, to be told of it, and where to go.
struct PetitionAbout: Component {
    let details: PetitionDetails
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { details.petition }
    private var id: String { petition.id.text }

    var html: HTML {
        """
        <div class="about halves">
        \(telling, when: !petition.isTextHidden)\(follow, when: petition.canBeFollowed)
        <section><h2>\(t("petitions.page.links"))</h2>
        \(links)</section>
        </div>
        """
    }

    private var telling: HTML {
        let share = ShareLinks(
            of: visitor.spacePath(id),
            title: petition.title,
            words: [t("petitions.share.text", ["title": .text(petition.title)])],
            visitor: visitor
        )
        return """
            <section class="telling"><h2>\(t("petitions.share.title"))</h2>
            \(share)</section>
            """
    }

    private var follow: HTML {
        """
        <section class="following"><h2>\(t("petitions.follow.title"))</h2>
        \(FollowForm(petition: petition, typed: "", problem: nil, visitor: visitor))</section>
        """
    }

    private var links: HTML {
        let isText = !petition.isTextHidden
        return """
            <ul class="links">\
            \(item(visitor.spacePath(id, "receipts"), t("receipt.check")), when: petition.wasPublished)\
            \(item(visitor.spacePath(id, "poster"), t("petitions.poster.title")), when: isText)\
            \(item(visitor.spacePath(id, "embedding"), t("petitions.embedding.title")), when: isText)\
            \(item(PetitionPlaces.whole(of: petition.id, visitor), t("petitions.page.data")))\
            </ul>
            """
    }

    private func item(_ path: Path, _ label: String) -> HTML {
        """
        <li><a href="\(url: path)">\(label)</a></li>
        """
    }
}
