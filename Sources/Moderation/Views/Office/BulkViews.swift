import Accounts
import Kernel
import Localization
import Markup
import Web

/// What is to be decided about the cases that were chosen; nothing is decided by its button yet.
struct BulkForm: Component {
    let numbers: [Int]
    let form: DecisionForm
    let typed: Typed
    let templates: [ReasonTemplate]
    let visit: QueueVisit
    let pages: PageBuilder
    let staff: StaffContext

    var html: HTML {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let action = ModerationOffice.path("previews", visitor)
        let cases = numbers.map { number -> HTML in
            "<input type=\"hidden\" name=\"case\" value=\"\(number)\">"
        }
        let fields = DecisionFields(
            form: form,
            typed: typed,
            actions: [.publish, .hide, .restore],
            templates: templates,
            reachesSite: false,
            pages: pages,
            visitor: visitor
        )
        return """
            <p>\(t("moderation.bulk.text"))</p>
            <form method="post" action="\(url: action)" novalidate>\(visit.fields)\(cases)
            \(fields)<p>\(Button(t("moderation.bulk.look")))</p></form>
            """
    }
}

/// What a decision would do to each of the cases that were chosen; any of them can still be left out.
struct BulkPreview: Component {
    let form: DecisionForm
    let decision: Decision
    let rows: [BulkRow]
    let visit: QueueVisit
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let decidable = rows.filter { $0.obstacle == nil }
        let action = ModerationOffice.path("decisions", visitor)
        let reasons: HTML =
            decision.ground.map { ground in
                """
                <div class="quoted" dir="auto"><p><strong>\(ground.reference)</strong></p>\
                \(Prose(ground.explanation))</div>
                """
            } ?? .empty
        let count = MessageValue.number(decidable.count)
        let words = t(
            MessageKey("moderation.bulk.button", decision.action.rawValue),
            ["count": count]
        )
        let kind: ButtonKind = decision.action.isRestriction ? .danger : .primary
        return """
            <div class="preview">\(reasons)
            <form method="post" action="\(url: action)" id="field-decide">\(visit.fields)\
            \(form.fields)<ul class="rows queue">
            \(rows.map(item))</ul>
            \("<p>\(Button(words, kind: kind))</p>", when: !decidable.isEmpty)</form></div>
            """
    }

    private func item(_ row: BulkRow) -> HTML {
        let item = row.row.item
        let path = visit.path(of: ModerationOffice.path("cases", item.number, visitor))
        let title = row.row.card?.name(t) ?? t("moderation.gone")
        let language: HTML =
            row.row.card?.language.map { " lang=\"\($0)\"" } ?? .empty
        let select = t("moderation.queue.pick", ["number": .number(item.number)])
        let box: HTML = """
            <label class="pick"><input type="checkbox" name="case" \
            value="\(item.number).\(item.revision)" checked>\
            <span class="visually-hidden">\(select)</span></label>
            """
        let obstacle: HTML = """
            <span class="late">\(row.obstacle.map { ModerationOffice.message($0, visitor) } ?? "")</span>
            """
        let excerpt: HTML = """
            <p class="excerpt" dir="auto"\(language)>\(row.row.card?.excerpt ?? "")</p>
            """
        let saysMore = row.row.saysMore
        let isDecidable = row.obstacle == nil
        let cause = Tag(t(MessageKey("moderation.cause", item.cause.rawValue)))
        let author = row.row.author.html(t)
        return """
            <li class="row">\(box, when: isDecidable)\("<span></span>", when: !isDecidable)
            <div class="row-head"><p class="tags">\(cause)<span>\(author)</span>\
            \(obstacle, when: !isDecidable)</p>
            <h2 dir="auto"\(language)><a href="\(url: path)">\(title)</a></h2>
            \(excerpt, when: saysMore)</div></li>

            """
    }
}
