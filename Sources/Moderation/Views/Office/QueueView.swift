import Accounts
import Kernel
import Localization
import Markup
import Text
import Web

/// The queue: how much waits, the way to begin, what of it is shown, and its cases.
struct QueueView: Component {
    let page: ModerationPage<QueueRow>
    let counts: QueueCounts
    /// What sorts of things can wait.
    let kinds: [Subject.Kind]
    let visit: QueueVisit
    /// Who reads it: what they work at is theirs.
    let reader: Member.ID?
    let staff: StaffContext

    private var visitor: VisitorContext { staff.visitor }
    private var t: Translator { visitor.t }
    private var list: Path { ModerationOffice.path("", visitor) }

    var html: HTML {
        let isEmpty = page.rows.isEmpty
        let nothing = EmptyState(
            title: t("moderation.queue.none.title"),
            text: t("moderation.queue.none.text")
        )
        return """
            <div class="queue-bar">\(begin, when: !isEmpty)<p>\(waiting)</p></div>
            \(QueueChoices(visit: visit, kinds: kinds, staff: staff))
            \(nothing.html, when: isEmpty)\(rows, when: !isEmpty)\
            \(turning)\(ShortcutHelp(ShortcutHelp.queue, t: t))
            """
    }

    private var waiting: String {
        let open = t("moderation.queue.open", ["count": .number(counts.open)])
        guard counts.breached > 0 else { return open }
        return open + " " + t("moderation.queue.breached", ["count": .number(counts.breached)])
    }

    private var begin: HTML {
        """
        <form method="post" action="\(url: list.appending("claims"))">\(visit.first.fields)\
        \(Button(t("moderation.queue.begin"), id: "key-b"))</form>
        """
    }

    /// The cases, each with a box, so that several can be decided together.
    private var rows: HTML {
        let items = page.rows.map { row in
            QueueItem(row: row, visit: visit, reader: reader, visitor: visitor).html
        }
        return """
            <form class="queue-form" method="post" action="\(url: list.appending("selections"))">
            \(visit.first.fields)<ul class="rows queue">
            \(items)</ul>
            <p>\(Button(t("moderation.queue.select"), kind: .secondary))
            \(Button(
                t("moderation.queue.selectAll", ["most": .number(Limits.moderationBatch)]),
                kind: .quiet, name: "all", value: "yes"))</p></form>
            """
    }

    private var turning: Pagination {
        Pagination(
            previous: page.number > 1 ? visit.first.path(of: list) : nil,
            next: page.next.map { QueueVisit(visit.filter, at: $0).path(of: list) },
            previousLabel: t("list.toStart"),
            t: t
        )
    }
}

/// One case in the queue.
struct QueueItem: Component {
    let row: QueueRow
    let visit: QueueVisit
    let reader: Member.ID?
    let visitor: VisitorContext

    private var t: Translator { visitor.t }

    var html: HTML {
        let item = row.item
        let path = visit.first.path(of: ModerationOffice.path("cases", item.number, visitor))
        let language: HTML =
            row.card?.language.map { " lang=\"\($0)\"" } ?? .empty
        let title = row.card?.name(t) ?? t("moderation.gone")
        let select = t("moderation.queue.pick", ["number": .number(item.number)])
        let excerpt: HTML = """
            <p class="excerpt" dir="auto"\(language)>\(row.card?.excerpt ?? "")</p>
            """
        return """
            <li class="row"><label class="pick"><input type="checkbox" name="case" \
            value="\(item.number)"><span class="visually-hidden">\(select)</span></label>
            <div class="row-head"><p class="tags">\(tags)</p>
            <h2 dir="auto"\(language)><a href="\(url: path)">\(title)</a></h2>
            \(excerpt, when: row.saysMore)</div></li>

            """
    }

    /// Why it is here, how long is left, and what else tells whether it presses.
    private var tags: HTML {
        let item = row.item
        var parts: [HTML] = [
            Tag(t(MessageKey("moderation.cause", item.cause.rawValue)), kind: .upcoming).html,
            PromiseText(item.promisedAt, at: visitor.now, t).html,
        ]
        if item.reportCount > 0 {
            let count = t("moderation.queue.reports", ["count": .number(item.reportCount)])
            parts.append("<span>\(count)</span>")
        }
        parts += row.flags.map { flag -> HTML in "<span>\(flag)</span>" }
        parts.append("<span>\(row.author.html(t))</span>")
        if let place = row.place { parts.append("<span>\(place.spaceTitle(t))</span>") }
        if let claim = item.claim {
            let words: HTML =
                claim.by == reader
                ? "\(t("moderation.queue.mine"))"
                : t.markup(
                    "moderation.queue.claimed",
                    ["name": row.claimedBy?.html(t) ?? "\(t("people.gone"))"]
                )
            parts.append("<span>\(words)</span>")
        }
        return "\(parts)"
    }
}

extension QueueRow {
    /// Whether there is more to read than the title.
    var saysMore: Bool {
        guard let card else { return false }
        return !card.excerpt.isEmpty && card.excerpt != card.title
    }
}

/// How long is left of a promise, or for how long it has been broken.
struct PromiseText: Component {
    private let promised: Instant
    private let now: Instant
    private let t: Translator

    init(_ promised: Instant, at now: Instant, _ t: Translator) {
        self.promised = promised
        self.now = now
        self.t = t
    }

    var html: HTML {
        let isLate = promised < now
        let time: HTML = "<time datetime=\"\(promised.iso8601)\">\(words)</time>"
        return "<span\(" class=\"late\"", when: isLate)>\(time)</span>"
    }

    /// In the largest unit that says enough.
    var words: String {
        let isLate = promised < now
        let minutes = max(1, Int(promised.distance(to: now) / 60_000))
        let (unit, count) =
            minutes < 60
            ? ("minutes", minutes)
            : minutes < 48 * 60 ? ("hours", minutes / 60) : ("days", minutes / (24 * 60))
        let values: MessageValues = ["count": .number(count)]
        return isLate
            ? t(MessageKey("moderation.promise.late", unit), values)
            : t(MessageKey("moderation.promise.left", unit), values)
    }
}
