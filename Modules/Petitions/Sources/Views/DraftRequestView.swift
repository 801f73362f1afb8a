import Files
import Kernel
import Localization
import Markup
import Web

/// What is asked for, the theme, documents, and whether readers see who wrote it.
struct DraftRequestView: Component {
    let form: RequestForm
    let found: AuthoredPetition
    /// A document that came with a form in which something else was wrong.
    let arrived: StoredFile?
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var petition: Petition { found.petition }

    var html: HTML {
        let path = AuthorDesk.path(petition.id, .request, in: visitor)
        return """
            <form method="post" action="\(url: path)" enctype="multipart/form-data" novalidate>
            <input type="hidden" name="mark" value="\(String(form.mark))">
            \(ask, when: !asks.isEmpty)\(theme, when: !themes.isEmpty)\(documents)\(shown)
            \(DraftButtons(step: .request, petition: petition, visitor: visitor))</form>
            """
    }

    private var asks: [PetitionChoice] { found.choices.offered(.ask) }
    private var themes: [PetitionChoice] { found.choices.offered(.theme) }

    private var ask: HTML {
        RadioField(
            FieldFrame(
                name: "ask",
                label: t("petitions.draft.ask"),
                hint: "\(t("petitions.draft.ask.hint"))",
                problem: typed.problem("ask")
            ),
            choices: asks.map { FieldChoice(value: $0.key, label: $0.word(t)) },
            selected: form.ask
        ).html
    }

    private var theme: HTML {
        SelectField(
            FieldFrame(
                name: "theme",
                label: t("petitions.draft.theme"),
                problem: typed.problem("theme")
            ),
            choices: themes.map { SelectField.Choice(value: $0.key, label: $0.word(t)) },
            selected: form.theme ?? "",
            placeholder: t("petitions.draft.theme.choose")
        ).html
    }

    private var shown: HTML {
        CheckboxField(
            FieldFrame(
                name: "shown",
                label: t("petitions.draft.shown"),
                hint: "\(t("petitions.draft.shown.hint"))"
            ),
            isChecked: form.isAuthorShown
        ).html
    }

    private var documents: HTML {
        let isFull = found.files.count >= Limits.petitionFiles
        let content: HTML = """
            \(list, when: !found.files.isEmpty)\(upload, when: !isFull)\
            \("<p>\(t("petitions.files.full"))</p>", when: isFull)
            """
        return Fieldset(
            id: "documents",
            legend: t("petitions.files.title"),
            hint: "\(t("petitions.files.hint", ["count": .number(Limits.petitionFiles)]))",
            content: content
        ).html
    }

    private var list: HTML {
        let items = found.files.map { file -> HTML in
            let remove = Button(
                t("petitions.files.remove.button"),
                of: file.name,
                kind: .quiet,
                name: "remove",
                value: file.file
            )
            return "<li>\(OwnFileLink(file, of: petition.id, visitor)) \(remove)</li>"
        }
        return "<ul class=\"links\">\(items)</ul>"
    }

    private var upload: HTML {
        let field = UploadField(
            FieldFrame(
                name: "file",
                label: t("petitions.files.label"),
                problem: typed.problem("file")
            ),
            allowed: DraftRequestPages.rules.allowed(t),
            accept: DraftRequestPages.rules.accept,
            arrived: arrived.map { .init($0, field: "file", t) },
            isRequired: false,
            t: t
        )
        let button = Button(
            t("petitions.files.add.button"),
            kind: .secondary,
            name: DraftButtons.field,
            value: RequestForm.adding
        )
        return "\(field)<p>\(button)</p>"
    }
}

/// A document of a petition as its author reaches it, whoever else may.
struct OwnFileLink: Component {
    private let file: PetitionFile
    private let petition: Petition.ID
    private let visitor: VisitorContext

    init(_ file: PetitionFile, of petition: Petition.ID, _ visitor: VisitorContext) {
        self.file = file
        self.petition = petition
        self.visitor = visitor
    }

    var html: HTML {
        let path = AuthorDesk.path(petition, "files", file.file, in: visitor)
        return """
            <a href="\(url: path)"><bdi>\(file.name)</bdi></a> \
            <span class="meta">(PDF, \(FileSize.text(file.bytes, visitor.t)))</span>
            """
    }
}
