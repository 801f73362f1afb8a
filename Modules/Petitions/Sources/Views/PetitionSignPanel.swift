import Accounts
import Kernel
import Localization
import Markup
import Web

/// The panel beside a petition: sign here, and what is asked and kept; or why not.
///
/// Everything is said before somebody leaves for their provider, on the page itself.
struct PetitionSignPanel: Component {
    let details: PetitionDetails
    let ways: SigningWays
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { details.petition }

    var html: HTML {
        let state = petition.state(at: visitor.now)
        guard state.isSignable else { return closed(state) }
        guard visitor.canSign(petition) else { return closedSpace }
        return """
            <h2 id="sign-title">\(t("petitions.panel.title"))</h2>
            <p class="promise">\(promise)</p>
            \(way)
            \(asked)
            """
    }

    private var isByEmail: Bool { if case .email = ways { true } else { false } }

    private var providers: [AnonymousWay] {
        if case .providers(let providers) = ways { providers } else { [] }
    }

    private var promise: String {
        t(isByEmail ? "petitions.panel.promise.email" : "petitions.panel.promise")
    }

    /// Visitors go straight to who proves that they are of age; readers who are signed in, by an account or a
    /// key, to the page that knows what to do with them.
    private var way: HTML {
        switch ways {
        case .email: Self.button(for: petition.id, visitor)
        case .providers(let providers) where providers.isEmpty: nobody
        case .providers(let providers):
            visitor.slot(
                PetitionMark.waySlot,
                of: petition.id.text,
                content: "\(providers.enumerated().map { leave($0.offset, $0.element) })"
            ).html
        }
    }

    private func leave(_ place: Int, _ way: AnonymousWay) -> HTML {
        let link = ButtonLink(
            t("petitions.panel.button.provider", ["provider": .text(way.name)]),
            to: way.path,
            kind: place == 0 ? .primary : .secondary
        )
        return """
            <p class="sign-way">\(link)</p>
            """
    }

    /// To the page on which somebody signs.
    static func button(for id: Petition.ID, _ visitor: VisitorContext) -> HTML {
        let link = ButtonLink(
            visitor.t("petitions.panel.button"),
            to: Petitions.signingPage(of: id, for: visitor)
        )
        return """
            <p class="sign-way">\(link)</p>
            """
    }

    /// The institution has named nobody who proves who signs.
    private var nobody: HTML {
        Notice(
            .warning,
            title: t("petitions.panel.nobody.title"),
            content: "<p>\(t("petitions.panel.nobody.text"))</p>"
        ).html
    }

    /// What is asked for, what is kept, and what is never joined.
    private var asked: HTML {
        guard isByEmail || !providers.isEmpty else { return .empty }
        let names = isByEmail ? Self.byEmail : Self.byProvider
        let items = names.map { name -> HTML in
            "<li>\(t(MessageKey("petitions.panel.fact", name), values))</li>"
        }
        return """
            <ul class="sign-facts">\(items)</ul>
            """
    }

    private var values: MessageValues {
        let names = providers.map(\.name).joined(separator: ", ")
        return [
            "providers": .text(names), "count": .number(petition.terms.contestDays),
        ]
    }

    private static let byProvider = ["provider", "adult", "key", "account", "destroyed"]
    private static let byEmail = ["email", "hash", "account", "destroyed"]

    /// The petition could be signed; the space is not open for it.
    private var closedSpace: HTML {
        if let opening = visitor.space?.opening(of: Petitions.sign, after: visitor.now) {
            let day = visitor.tenant.zone.date(at: opening)
            return """
                <h2 id="sign-title">\(t("petitions.panel.opens.title", ["date": .date(day)]))</h2>
                <p>\(t("petitions.panel.opens.text"))</p>
                """
        }
        return """
            <h2 id="sign-title">\(t("petitions.panel.space.title"))</h2>
            <p>\(t("petitions.panel.space.text"))</p>
            """
    }

    private func closed(_ state: PetitionState) -> HTML {
        let key = MessageKey("petitions.panel.closed", state.rawValue)
        let day = petition.endDay ?? petition.lastDay
        let end: HTML =
            day.map { day in
                """
                <p class="meta">\(t("petitions.panel.ended", ["date": .date(day)]))</p>
                """
            } ?? .empty
        return """
            <h2 id="sign-title">\(t(MessageKey(key, "title")))</h2>
            <p>\(t(MessageKey(key, "text")))</p>
            \(end, when: state != .paused && petition.wasPublished)
            """
    }
}
