import Files
import Kernel
import Localization
import Markup
import Text
import Web

/// The collection as its organisers run it: numbers, words and colour with a look at them, and two pictures.
struct ManagePage: Component {
    let details: InitiativeDetails
    let form: CampaignForm
    /// As it would be, for whoever wants to see it before others do.
    let preview: Initiative?
    let arrived: [CampaignPicture: StoredFile]
    /// What pictures show, as it was typed with one that was refused.
    let alternatives: [CampaignPicture: String]
    let typed: Typed
    let pages: PageBuilder
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var initiative: Initiative { details.initiative }
    private var path: Path { visitor.spacePath(initiative.id.text, "manage") }

    var html: HTML {
        let said = initiative.said(in: visitor.visit.language.text)
        return """
            <p class="lead" lang="\(said.language)">\(said.title)</p>
            \(preview.map(looks) ?? .empty)
            <section><h2>\(t("initiatives.manage.numbers"))</h2>\(numbers)</section>
            <section><h2>\(t("initiatives.manage.words"))</h2>
            <p>\(t("initiatives.manage.parts"))</p>
            \(CampaignFields(form: form, typed: typed, pages: pages, path: path, visitor: visitor))
            </section>
            \(CampaignPicture.allCases.map(picture))
            """
    }

    /// What others would see: the thanks and the words, in each language, and the colour.
    private func looks(_ changed: Initiative) -> HTML {
        let accent = changed.dossier.campaign.accent.map { accent -> HTML in
            "<p>\(t("initiatives.manage.preview.color", ["color": .text("#" + accent.day)]))</p>"
        }
        var shown = details
        shown.initiative = changed
        let thanks = ThanksPage(details: shown, receipt: "", visitor: visitor)
        let content: HTML = """
            <p>\(t("initiatives.manage.preview.text"))</p>\(accent ?? .empty)\
            \(thanks.ofOrganisers)\(ShareLinks(initiative: changed, visitor: visitor))
            """
        return Notice(.information, title: t("initiatives.manage.preview"), content: content).html
    }

    private var numbers: HTML {
        let progress = details.progress
        guard progress.isKnown else { return "<p>\(t("initiatives.progress.unknown"))</p>" }
        let rows = progress.states
            .map { ($0, t(MessageKey("country", $0.code))) }
            .sorted { ($1.0.count, Folding.fold($0.1)) < ($0.0.count, Folding.fold($1.1)) }
            .map { state, name in
                DataTable.Row([
                    "\(name)", "\(t.number(state.count))", "\(t.number(state.threshold))",
                ])
            }
        let total = t(
            "initiatives.manage.caption",
            [
                "count": .number(progress.total), "states": .number(progress.statesReached),
            ]
        )
        let table = DataTable(
            caption: "\(t("initiatives.manage.numbers"))",
            columns: [
                .init(t("initiatives.progress.state")),
                .init(t("initiatives.progress.statements"), isNumber: true),
                .init(t("initiatives.progress.minimum"), isNumber: true),
            ],
            rows: rows
        )
        // What organisers change stands on the first screens of a phone.
        return """
            <p>\(total)</p>
            <details><summary>\(t("initiatives.manage.numbers"))</summary><div>\(table)</div></details>
            """
    }

    /// One of the pictures as it is, with a form for another one.
    private func picture(_ which: CampaignPicture) -> HTML {
        let name = which.rawValue
        let upload = UploadField(
            FieldFrame(
                name: name,
                label: t(MessageKey("initiatives.manage", name + ".file")),
                hint: "\(t("initiatives.manage.picture.hint"))",
                problem: typed.problem(name)
            ),
            allowed: Manage.pictureRules.allowed(t),
            accept: Manage.pictureRules.accept,
            arrived: arrived[which].map { .init($0, field: name, t) },
            isRequired: true,
            t: t
        )
        let alt = TextField(
            FieldFrame(
                name: name + "-alt",
                label: t("initiatives.manage.alt"),
                hint: "\(t("initiatives.manage.alt.hint"))"
            ),
            value: alternatives[which] ?? shown(which)?.alt ?? "",
            autocomplete: "off",
            maximum: Limits.alternativeCharacters,
            isRequired: false
        )
        let target = path.appending("pictures")
        return """
            <section><h2>\(t(MessageKey("initiatives.manage", name)))</h2>\(current(which))
            <form method="post" action="\(url: target)" enctype="multipart/form-data" novalidate>
            \(hidden(which))\(upload)\(alt)
            <p>\(Button(t(MessageKey("initiatives.manage", name + ".button"))))</p>
            </form></section>
            """
    }

    private func hidden(_ which: CampaignPicture) -> HTML {
        """
        <input type="hidden" name="revision" value="\(String(initiative.revision))">
        <input type="hidden" name="which" value="\(which.rawValue)">

        """
    }

    private func shown(_ which: CampaignPicture) -> (path: Path, alt: String)? {
        switch which {
        case .logo:
            initiative.presentation.logo.map {
                ($0.address(of: initiative.id, visitor, pages.assets), $0.alt)
            }
        case .picture:
            initiative.dossier.campaign.picture.map {
                (CampaignFile.path($0.file, of: initiative.id, visitor), $0.alt)
            }
        }
    }

    private func current(_ which: CampaignPicture) -> HTML {
        guard let shown = shown(which) else { return .empty }
        let name = t(MessageKey("initiatives.manage", which.rawValue))
        return """
            <p><img class="\(which == .logo ? "logo" : "wide")" src="\(url: shown.path)" \
            alt="\(shown.alt)"></p>
            <form method="post" action="\(url: path.appending("pictures", "removals"))">\(hidden(which))
            <p>\(Button(t("initiatives.office.document.remove"), of: name, kind: .quiet))</p></form>
            """
    }
}
