import Kernel
import Localization
import Markup
import Web

/// One field and a button: an address to which it is told how a petition fares.
struct FollowForm: Component {
    let petition: Petition
    let typed: String
    let problem: String?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let field = TextField(
            FieldFrame(
                name: "email",
                label: t("petitions.follow.email"),
                hint: HTML(escaping: t("petitions.follow.email.hint")),
                problem: problem
            ),
            value: typed,
            autocomplete: "email",
            inputMode: "email",
            maximum: Limits.emailBytes,
            isRequired: true,
            kind: .email
        )
        let path = visitor.spacePath(petition.id.text, "followers")
        return """
            <form method="post" action="\(url: path)" novalidate>
            \(field)
            <p>\(Button(t("petitions.follow.button"), kind: .secondary))</p></form>
            """
    }
}

/// The page with that form, and the one that says where to look now.
struct FollowPage: Component {
    let petition: Petition
    let typed: String
    let problems: Typed
    let isSent: Bool
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let (list, page) = (visitor.petitionsLink, visitor.link(to: petition))
        return """
            \(Breadcrumb(above: [list, page], current: t("petitions.follow.title"), t: t))
            \(isSent ? sent : form)
            <p><a href="\(url: page.path)">\(t("petitions.page.back"))</a></p>
            """
    }

    private var sent: HTML {
        """
        <h1>\(t("petitions.follow.sent.title"))</h1>
        <p>\(t("petitions.follow.sent.text"))</p>
        """
    }

    private var form: HTML {
        let form = FollowForm(
            petition: petition,
            typed: typed,
            problem: problems.problem("email"),
            visitor: visitor
        )
        return """
            \(ErrorSummary(problems: problems.list, t: t))
            <h1>\(t("petitions.follow.title"))</h1>
            <p class="lead">\(t("petitions.follow.lead"))</p>
            \(form)
            """
    }
}

/// What the link of an email opens: the button that confirms, or the one that ends it.
struct FollowerPage: Component {
    let standing: PetitionFollowers.Standing
    let token: String
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var title: String {
        switch standing {
        case .asked: t("petitions.follow.confirm.title")
        case .following: t("petitions.follow.following.title")
        case .over: t("petitions.follow.over.title")
        }
    }

    var html: HTML {
        switch standing {
        case .asked(let petition):
            part(
                petition,
                text: t("petitions.follow.confirm.text"),
                form(
                    to: visitor.spacePath("followers", token),
                    t("petitions.follow.confirm.button")
                )
            )
        case .following(let petition):
            part(
                petition,
                text: t("petitions.follow.following.text"),
                form(
                    to: visitor.spacePath("followers", token, "end"),
                    t("petitions.follow.end.button"),
                    kind: .secondary
                )
            )
        case .over:
            """
            <h1>\(title)</h1>
            <p>\(t("petitions.follow.over.text"))</p>
            <p>\(ButtonLink(visitor.petitionsTitle, to: visitor.spacePath(), kind: .secondary))</p>
            """
        }
    }

    private func part(_ petition: Petition, text: String, _ form: HTML) -> HTML {
        """
        <h1>\(title)</h1>
        <p><a href="\(url: visitor.spacePath(petition.id.text))" lang="\(petition.language)" \
        dir="auto">\(petition.title)</a></p>
        <p>\(text)</p>
        \(form)
        """
    }

    private func form(to path: Path, _ label: String, kind: ButtonKind = .primary) -> HTML {
        """
        <form method="post" action="\(url: path)"><p>\(Button(label, kind: kind))</p></form>
        """
    }
}
