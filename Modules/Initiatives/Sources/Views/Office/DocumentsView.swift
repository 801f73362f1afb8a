import Files
import Kernel
import Localization
import Markup
import Web

/// The documents of an initiative with the way to remove each, and a form for another.
struct DocumentsView: Component {
    let initiative: Initiative
    let role: String
    let arrived: StoredFile?
    let typed: Typed
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var path: Path { InitiativeOffice.path(visitor, initiative.id.text, "documents") }
    private var revision: HTML {
        """
        <input type="hidden" name="revision" value="\(String(initiative.revision))">
        """
    }

    var html: HTML {
        """
        \(table, when: hasDocuments)\("<p>\(t("initiatives.office.document.none"))</p>", when: !hasDocuments)\
        \("<p>\(t("initiatives.office.afterDraft"))</p>", when: hasDocuments && isDraft)
        <form method="post" action="\(url: path)" enctype="multipart/form-data" novalidate>
        \(revision)\(kind)\(file)
        <p>\(Button(t("initiatives.office.document.add")))</p></form>
        """
    }

    private var hasDocuments: Bool { !initiative.dossier.documents.isEmpty }
    private var isDraft: Bool { visitor.space?.isPublic != true }

    private var kind: SelectField {
        SelectField(
            FieldFrame(
                name: "role",
                label: t("initiatives.office.document.role"),
                hint: "\(t("initiatives.office.document.role.hint"))",
                problem: typed.problem("role")
            ),
            choices: Initiative.Document.Role.allCases.map {
                SelectField.Choice(
                    value: $0.rawValue,
                    label: t(MessageKey("initiatives.document", $0.rawValue))
                )
            },
            selected: role
        )
    }

    private var file: UploadField {
        UploadField(
            FieldFrame(
                name: "file",
                label: t("initiatives.office.document.file"),
                problem: typed.problem("file")
            ),
            allowed: OfficeDocuments.rules.allowed(t),
            accept: OfficeDocuments.rules.accept,
            arrived: arrived.map { .init($0, field: "file", t) },
            isRequired: true,
            t: t
        )
    }

    private var table: HTML {
        DataTable(
            caption: "\(t("initiatives.page.documents"))",
            columns: [
                .init(t("initiatives.office.document.file")),
                .init(t("initiatives.office.document.role")),
                .init(t("accounts.roles.action"), isAction: true),
            ],
            rows: initiative.dossier.documents.map(row)
        ).html
    }

    private func row(_ document: Initiative.Document) -> DataTable.Row {
        let label = t("initiatives.office.document.remove.label", ["name": .text(document.name)])
        return DataTable.Row([
            DocumentLink(document, visitor).html,
            "\(t(MessageKey("initiatives.document", document.role.rawValue)))",
            """
            <form method="post" action="\(url: path.appending("removals"))">\(revision)\
            <input type="hidden" name="file" value="\(document.file)">\
            <button class="button button-quiet" aria-label="\(label)">\
            \(t("initiatives.office.document.remove"))</button></form>
            """,
        ])
    }
}

/// A document with its name, its kind and its size, as a link to the file.
struct DocumentLink: Component {
    private let document: Initiative.Document
    private let visitor: VisitorContext

    init(_ document: Initiative.Document, _ visitor: VisitorContext) {
        self.document = document
        self.visitor = visitor
    }

    var html: HTML {
        let size = FileSize.text(document.bytes, visitor.t)
        let path = Path("api", "v1", visitor.space?.slug ?? "", "files", document.file)
        let name: HTML = "<bdi>\(document.name)</bdi>"
        // Of a draft, nobody gets a file.
        let isOpen = visitor.space?.isPublic == true
        let link: HTML = isOpen ? "<a href=\"\(url: path)\">\(name)</a>" : name
        return """
            \(link) \
            <span class="meta">(\(document.kind.uppercased()), \(size))</span>
            """
    }
}
