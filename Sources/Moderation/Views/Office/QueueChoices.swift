import Kernel
import Localization
import Markup
import Web

/// What of the queue is shown, and in which order: links, so that one press is enough without a script.
struct QueueChoices: Component {
    let visit: QueueVisit
    let kinds: [Subject.Kind]
    let staff: StaffContext

    private var t: Translator { staff.visitor.t }

    var html: HTML {
        """
        \(orders)\(causes)\(spaces.html, when: places.count > 1)\
        \(sorts.html, when: kinds.count > 1)
        """
    }

    private var orders: Choices {
        Choices(
            label: t("moderation.queue.order"),
            choices: CaseFilter.Order.allCases.map { order in
                choice(MessageKey("moderation.order", order.rawValue), visit.filter.order == order)
                { $0.order = order }
            }
        )
    }

    /// Why somebody has to look, and whether the promise is broken.
    private var causes: Choices {
        let filter = visit.filter
        let isAll = filter.cause == nil && !filter.isBreached
        return Choices(
            label: t("moderation.queue.cause"),
            choices: [
                choice("moderation.queue.all", isAll) {
                    $0.cause = nil
                    $0.isBreached = false
                },
                choice("moderation.queue.late", filter.isBreached) {
                    $0.cause = nil
                    $0.isBreached = true
                },
            ]
                + ModerationCase.Cause.allCases.map { cause in
                    choice(MessageKey("moderation.cause", cause.rawValue), filter.cause == cause) {
                        $0.cause = cause
                        $0.isBreached = false
                    }
                }
        )
    }

    /// The spaces where the reader may decide.
    private var places: [Space] {
        staff.visitor.site.spaces.filter { staff.allows(Moderation.permission, in: $0) }
    }

    private var spaces: Choices {
        let all = choice("moderation.queue.all", visit.filter.space == nil) { $0.space = nil }
        return Choices(
            label: t("moderation.queue.space"),
            choices: [all]
                + places.map { space in
                    link(space.title(t), visit.filter.space == space.id) { $0.space = space.id }
                }
        )
    }

    private var sorts: Choices {
        let all = choice("moderation.queue.all", visit.filter.kind == nil) { $0.kind = nil }
        return Choices(
            label: t("moderation.queue.kind"),
            choices: [all]
                + kinds.map { kind in
                    choice(MessageKey("moderation.kind", kind.name), visit.filter.kind == kind) {
                        $0.kind = kind
                    }
                }
        )
    }

    private func choice(
        _ key: MessageKey,
        _ isCurrent: Bool,
        _ change: (inout CaseFilter) -> Void
    ) -> Choices.Choice {
        link(t(key), isCurrent, change)
    }

    private func link(
        _ label: String,
        _ isCurrent: Bool,
        _ change: (inout CaseFilter) -> Void
    ) -> Choices.Choice {
        var filter = visit.filter
        change(&filter)
        let path = QueueVisit(filter).path(of: ModerationOffice.path("", staff.visitor))
        return Choices.Choice(NavigationLink(path: path, label: label, isCurrent: isCurrent))
    }
}

/// Which key does what; a script shows it where the keys work.
struct ShortcutHelp: Component {
    private let keys: [(key: String, words: MessageKey)]
    private let t: Translator

    init(_ keys: [(key: String, words: MessageKey)], t: Translator) {
        self.keys = keys
        self.t = t
    }

    static let queue: [(key: String, words: MessageKey)] = [
        ("J", "moderation.key.down"), ("K", "moderation.key.up"), ("O", "moderation.key.open"),
        ("X", "moderation.key.pick"), ("B", "moderation.key.begin"),
        ("U", "moderation.key.undo"), ("?", "moderation.key.help"),
    ]

    static let oneCase: [(key: String, words: MessageKey)] = [
        ("P", "moderation.key.publish"), ("H", "moderation.key.hide"),
        ("1–9", "moderation.key.template"), ("U", "moderation.key.undo"),
        ("J", "moderation.key.next"), ("K", "moderation.key.previous"),
        ("?", "moderation.key.help"),
    ]

    var html: HTML {
        let items = keys.map { key, words -> HTML in
            "<dt><kbd>\(key)</kbd></dt><dd>\(t(words))</dd>"
        }
        return """
            <details class="shortcuts" id="shortcuts" hidden>\
            <summary>\(t("moderation.keys.title"))</summary>
            <div><dl>\(items)</dl><p><button class="button button-quiet" type="button" \
            data-on="\(t("moderation.keys.on"))" data-off="\(t("moderation.keys.off"))">\
            \(t("moderation.keys.off"))</button></p></div></details>
            """
    }
}

/// What was decided on the page before this one, with the way to take it back; nothing where nothing was.
struct UndoNotice: Component {
    private let number: Int?
    private let action: Decision.Action?
    /// The number of the case that was decided.
    private let origin: Int?
    private let visit: QueueVisit
    private let visitor: VisitorContext

    /// As the address says.
    init(_ visitor: VisitorContext, visit: QueueVisit) {
        let query = visitor.visit.query
        number = Int(query["decided"])
        action = Decision.Action(rawValue: query["action"])
        origin = Int(query["from"])
        self.visit = visit
        self.visitor = visitor
    }

    var html: HTML {
        guard let number, let action else { return .empty }
        let t = visitor.t
        let path = ModerationOffice.path("decisions", number, visitor).appending("withdrawal")
        let words = t(MessageKey("moderation.action", action.rawValue))
        let back: HTML =
            origin.map { "<input type=\"hidden\" name=\"from\" value=\"\($0)\">" } ?? .empty
        return Notice(
            .success,
            title: t("moderation.decided", ["action": .text(words)]),
            content: """
                <form method="post" action="\(url: path)">\(visit.first.fields)\(back)\
                <p>\(Button(t("moderation.undo.button"), kind: .secondary, id: "key-u"))</p></form>
                """
        ).html
    }

    /// The address of a page that shows one.
    static func path(
        _ path: Path,
        decided number: Int,
        _ action: Decision.Action,
        of origin: Int
    ) -> Path {
        path.with("decided", String(number)).with("action", action.rawValue)
            .with("from", String(origin))
    }
}
