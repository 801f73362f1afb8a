import HTTPTypes
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// What the pages on which a petition is signed share.
struct SigningPlace: Sendable {
    let petitions: Petitions

    /// The petition in the address, for whoever may read it: everybody once it is published, before that whoever
    /// has the link of its first supporters.
    ///
    /// Throws `notFound`.
    func petition(supporter: String, for visitor: VisitorContext) async throws -> Petition {
        let id = try visitor.petitionID()
        let scope = visitor.scope
        if let details = try await petitions.showRecent(id, in: scope) { return details.petition }
        let petition = try await petitions.host.database.read(in: scope) { transaction in
            try PetitionStore.find(id, in: &transaction)
        }
        guard let petition, petition.stage == .gathering, petition.isShown,
            petitions.opens(petition, with: supporter, in: scope)
        else { throw PageError.notFound }
        return petition
    }

    /// Where somebody reads that enough have signed who came by the link of first supporters; nil for everybody else.
    ///
    /// Its author may send it in while they look at the form.
    func over(supporter: String, for visitor: VisitorContext) async throws -> Reply? {
        guard !supporter.isEmpty, let id = Petition.ID(try visitor.parameter("petition")),
            let found = try await petitions.supported(id, by: supporter, in: visitor.scope),
            !found.petition.isPublic, found.petition.stage != .gathering
        else { return nil }
        return .redirect(to: visitor.spacePath("supporters", id.text, supporter))
    }

    /// Whether it can be signed here now.
    func isOpen(_ petition: Petition, for visitor: VisitorContext) -> Bool {
        petition.state(at: visitor.now).isSignable
            && visitor.space?.opens(Petitions.sign, at: visitor.now) == true
    }

    /// Where they are asked for.
    func territories(for visitor: VisitorContext) async throws -> [PetitionChoice] {
        guard visitor.space?.settings[PetitionSettings.territories] == true else { return [] }
        return try await petitions.desk.territories(in: visitor.scope)
    }

    /// A page about signing one petition: never for a search engine, never kept.
    func page(
        _ petition: Petition,
        _ title: String,
        _ content: HTML,
        status: HTTPResponse.Status = .ok,
        visitor: VisitorContext
    ) -> Reply {
        let view = SigningFrame(
            petition: petition,
            title: title,
            content: content,
            visitor: visitor
        )
        var reply = petitions.host.pages.page(
            title: title,
            content: view.html,
            visit: visitor.visit,
            extras: .init(
                isIndexed: false,
                address: visitor.localAddress(petition.id.text, "signature")
            )
        )
        reply.status = status
        return reply
    }

    /// A page that says one thing, below these words: `title` and `text`.
    func notice(
        _ name: String,
        about petition: Petition,
        after content: HTML = .empty,
        status: HTTPResponse.Status,
        visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let key = MessageKey("petitions.sign.notice", name)
        return page(
            petition,
            t(MessageKey(key, "title")),
            "\(Prose(t(MessageKey(key, "text"))))\(content)",
            status: status,
            visitor: visitor
        )
    }
}

/// What stands around everything about signing: the way back, the title, and which petition it is about.
struct SigningFrame: Component {
    let petition: Petition
    let title: String
    let content: HTML
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let title: HTML = """
            <p class="lead" lang="\(petition.language)" dir="auto">\(petition.title)</p>
            """
        return """
            \(Breadcrumb(above: above, current: self.title, t: t))
            <div class="reading"><h1>\(self.title)</h1>
            \(title)\(content)</div>
            """
    }

    private var above: [NavigationLink] {
        guard petition.isPublic else { return [visitor.petitionsLink] }
        let own = NavigationLink(
            path: visitor.spacePath(petition.id.text),
            label: t("petitions.sign.crumb")
        )
        return [visitor.petitionsLink, own]
    }
}
