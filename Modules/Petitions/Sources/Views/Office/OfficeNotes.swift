import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Web

/// What is for colleagues alone: to whom a petition was given, its tags, and notes.
struct OfficeNotes: Component {
    let found: OfficeCase
    let typed: Typed
    let note: String
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var path: Path { PetitionOffice.path(visitor, found.petition.id.text) }

    var html: HTML {
        """
        <section><h2>\(t("petitions.office.colleagues"))</h2>
        \(assignment)\(tags)
        <h3>\(t("petitions.office.notes"))</h3>\(list)\(form)</section>
        """
    }

    private var assignment: HTML {
        let choices = found.staff.map { member in
            SelectField.Choice(value: member.text, label: found.people[member].name(t))
        }
        let nobody = SelectField.Choice(value: "", label: t("petitions.office.assigned.nobody"))
        let field = SelectField(
            FieldFrame(
                name: "member",
                label: t("petitions.office.assigned"),
                problem: typed.problem("member")
            ),
            choices: [nobody] + choices.sorted { $0.label < $1.label },
            selected: found.petition.assignedTo?.text ?? ""
        )
        return """
            <form method="post" action="\(url: path.appending("assignment"))">\(field)
            <p>\(Button(t("petitions.office.assign"), kind: .secondary))</p></form>
            """
    }

    private var tags: HTML {
        let offered = found.choices[.tag].filter { $0.isUsed || found.tags.contains($0.key) }
        guard !offered.isEmpty else {
            let place = PetitionOffice.path(visitor, "choices", PetitionChoice.Kind.tag.rawValue)
            return """
                <p>\(t("petitions.office.tags.none")) \
                <a href="\(url: place)">\(t("petitions.office.tags.make"))</a></p>
                """
        }
        let field = CheckboxesField(
            FieldFrame(
                name: "tag",
                label: t("petitions.office.tags"),
                problem: typed.problem("tag")
            ),
            choices: offered.map { FieldChoice(value: $0.key, label: $0.word(t)) },
            selected: found.tags
        )
        return """
            <form method="post" action="\(url: path.appending("tags"))">\(field)
            <p>\(Button(t("petitions.office.tags.save"), kind: .secondary))</p></form>
            """
    }

    private var list: HTML {
        let items = found.notes.map { note -> HTML in
            let remove: HTML = """
                <form method="post" action="\(url: path.appending("notes", "removals"))">\
                <input type="hidden" name="number" value="\(String(note.number))">\
                \(Button(
                    t("petitions.office.note.remove"),
                    of: t.date(visitor.tenant.zone.date(at: note.at)), kind: .quiet))</form>
                """
            return """
                <li><p>\(found.people[note.author].html(t)), \(Moment(note.at, visitor))</p>
                \(Prose(note.text))\(remove, when: note.author == staff.member.id)</li>

                """
        }
        guard !items.isEmpty else { return "<p>\(t("petitions.office.notes.none"))</p>" }
        return "<ul>\(items)</ul>"
    }

    private var form: HTML {
        let field = TextArea(
            FieldFrame(
                name: "note",
                label: t("petitions.office.note"),
                hint: "\(t("petitions.office.note.hint"))",
                problem: typed.problem("note")
            ),
            value: note,
            maximum: Limits.petitionNoteCharacters,
            rows: 4,
            isRequired: true,
            t: t
        )
        return """
            <form method="post" action="\(url: path.appending("notes"))" novalidate>\(field)
            <p>\(Button(t("petitions.office.note.add"), kind: .secondary))</p></form>
            """
    }
}
