import Accounts
import Kernel
import Localization
import Markup
import Spaces
import Web

/// The queue of the office: ways to what is set, what is looked for, and a row for each petition.
struct OfficeQueueView: Sendable {
    let found: OfficeQueue
    let visit: OfficeVisit
    let visitor: VisitorContext

    private var t: Translator { visitor.t }
    private var list: Path { PetitionOffice.path(visitor) }

    /// To what an institution sets of its petitions.
    var ways: HTML {
        let choices = ButtonLink(
            t("petitions.office.choices.title"),
            to: PetitionOffice.path(visitor, "choices", PetitionChoice.Kind.theme.rawValue),
            kind: .secondary
        )
        let thresholds = ButtonLink(
            t("petitions.office.thresholds.title"),
            to: PetitionOffice.path(visitor, "thresholds"),
            kind: .secondary
        )
        let legislature = ButtonLink(
            t("petitions.office.legislature.title"),
            to: PetitionOffice.path(visitor, "legislature"),
            kind: .quiet
        )
        return "<p>\(choices) \(thresholds) \(legislature)</p>"
    }

    var search: ListSearch<OfficeFilter, OfficeOrder> {
        ListSearch(
            visit,
            of: list,
            label: t("petitions.office.search.label"),
            example: t("petitions.office.search.example"),
            t: t
        )
    }

    var choices: HTML {
        guard visit.words.isEmpty else { return .empty }
        return ListChoices(
            visit,
            of: list,
            filters: (
                label: t("petitions.office.filter"),
                name: { t(MessageKey("petitions.office.filter", $0.rawValue)) },
                count: { _ in nil }
            ),
            orders: (
                label: t("petitions.office.order"),
                name: { t(MessageKey("petitions.office.order", $0.rawValue)) }
            )
        ).html
    }

    var table: HTML {
        guard !found.rows.isEmpty else {
            return EmptyState(
                title: t("petitions.office.none.title"),
                text: t("petitions.office.none")
            ).html
        }
        return DataTable(
            caption: "\(t("petitions.office.caption"))",
            columns: [
                .init(t("petitions.office.petition")), .init(t("petitions.office.state")),
                .init(t("petitions.office.due")),
                .init(t("petitions.office.signatures"), isNumber: true),
                .init(t("petitions.office.worker")),
            ],
            rows: found.rows.map(row)
        ).html
    }

    private func row(_ row: OfficeRow) -> DataTable.Row {
        let tags = found.tags[row.id, default: []].map { tag -> HTML in
            let path = PetitionOffice.path(visitor, "tags", tag)
            return " <a class=\"tag\" href=\"\(url: path)\">\(found.choices.word(tag, .tag, t))</a>"
        }
        let title: HTML = """
            <a href="\(url: PetitionOffice.path(visitor, row.id.text))" \
            lang="\(row.language)"><bdi>\(row.title)</bdi></a><br>\
            \(PetitionOffice.name(row.id, t))\(tags)
            """
        return DataTable.Row([
            title,
            "\(row.state(at: visitor.now).tag(t))",
            due(row),
            "\(t.number(row.signatures))",
            worker(row),
        ])
    }

    private func due(_ row: OfficeRow) -> HTML {
        guard let due = row.dueAt else { return "–" }
        return "\(Moment(due, visitor))\(DueTag(due, visitor))"
    }

    /// Who works at it, else to whom it was given.
    private func worker(_ row: OfficeRow) -> HTML {
        if let claim = row.claim(at: visitor.now) {
            return t.markup("petitions.office.claimed", ["name": found.people[claim].html(t)])
        }
        guard let assigned = row.assignedTo else { return "–" }
        return found.people[assigned].html(t)
    }
}

/// How much something due presses, in a word; nothing while there is time.
struct DueTag: Component {
    private let due: Instant
    private let visitor: VisitorContext

    init(_ due: Instant, _ visitor: VisitorContext) {
        self.due = due
        self.visitor = visitor
    }

    var html: HTML {
        guard let pressure = DuePressure(of: due, at: visitor.now) else { return .empty }
        let kind: Tag.Kind = pressure == .near ? .upcoming : .withdrawn
        let words = visitor.t(MessageKey("petitions.office.pressure", pressure.rawValue))
        return " \(Tag(words, kind: kind))"
    }
}
