import Accounts
import Files
import Kernel
import Localization
import Markup
import Spaces
import Web

/// What stands on the page of a petition, and the form by which the institution adds to it.
struct PetitionEventsView: Component {
    let petition: Petition
    let events: [PetitionEvent]
    let form: OfficePetitionEvents.Form
    let typed: Typed
    let visitor: VisitorContext
    let pages: PageBuilder

    private var t: Translator { visitor.t }
    private var path: Path { PetitionOffice.path(visitor, petition.id.text, "events") }

    var html: HTML {
        """
        <p>\(t("petitions.office.events.text"))</p>
        \(table, when: !events.isEmpty)
        <h2>\(t("petitions.office.event.add"))</h2>
        <form method="post" action="\(url: path)" enctype="multipart/form-data" novalidate>
        \(kind)\(day)\(texts)\(address)\(document)
        <p>\(Button(t("petitions.office.event.tell")))</p></form>
        """
    }

    private var table: HTML {
        DataTable(
            caption: "\(t("petitions.office.events.caption"))",
            columns: [
                .init(t("petitions.office.event")), .init(t("petitions.office.event.day")),
                .init(t("petitions.office.action"), isAction: true),
            ],
            rows: events.map(row)
        ).html
    }

    private func row(_ event: PetitionEvent) -> DataTable.Row {
        let words = PetitionEventWords(event: event, petition: petition, t: t)
        let said: HTML = words.said.map { "<br><q>\($0)</q>" } ?? .empty
        let remove: HTML = """
            <form method="post" action="\(url: path.appending("removals"))">\
            <input type="hidden" name="number" value="\(String(event.number))">\
            \(Button(t("petitions.office.event.remove"), of: words.title, kind: .quiet))</form>
            """
        return DataTable.Row([
            "\(words.title)\(said)", "\(t.date(words.day))",
            event.kind.isOfInstitution ? remove : "–",
        ])
    }

    private var kind: SelectField {
        SelectField(
            FieldFrame(
                name: "kind",
                label: t("petitions.office.event.kind"),
                problem: typed.problem("kind")
            ),
            choices: PetitionEvent.Kind.ofInstitution.map {
                SelectField.Choice(
                    value: $0.rawValue,
                    label: t(MessageKey("petitions.event", $0.rawValue))
                )
            },
            selected: form.kind
        )
    }

    private var day: DateField {
        DateField(
            FieldFrame(
                name: "day",
                label: t("petitions.office.event.day"),
                hint: "\(t("petitions.office.event.day.hint"))",
                problem: typed.problem("day")
            ),
            typed: form.day,
            t: t
        )
    }

    private var texts: HTML {
        form.texts.fields(
            t("petitions.office.step.words"),
            hint: t("petitions.office.step.hint"),
            maximum: Limits.petitionReasonCharacters,
            isRequired: true,
            typed,
            in: visitor,
            pages
        )
    }

    private var address: TextField { OfficeFields.address(form.url, typed, t) }

    private var document: UploadField { OfficeFields.document(form.file, typed, t) }
}
