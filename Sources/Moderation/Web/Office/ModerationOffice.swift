import Kernel
import Localization
import Markup
import Web

/// What the pages of moderation in the back office share: where they stand, their menu, what was done.
struct ModerationOffice: Sendable {
    let desk: ModerationDesk
    let frame: OfficeFrame

    /// The pages in the order of their menu; the first stands at `/admin/moderation` itself.
    static let parts = ["", "appeals", "decisions", "templates", "rules", "suspensions"]

    /// What is special about one page.
    struct Page {
        /// One of ``ModerationOffice/parts``.
        let part: String
        var title: String?
        var typed = Typed()
        /// What it says when the query names it: words of `moderation.done`.
        var done: [String] = []
        /// Behind the part's own address.
        var below: [String] = []
        /// Above its heading.
        var notice = HTML.empty
        /// Whether its contents bring their heading along.
        var hasHeading = false
        /// Whether nothing but a form leads to it: in another language it is read where its part begins.
        var isAnswer = false
    }

    /// A page around its contents.
    func page(_ page: Page, _ content: HTML, for staff: StaffContext) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let done = visitor.visit.query["done"]
        let notice: HTML =
            page.done.contains(done)
            ? Notice(.success, title: t(MessageKey("moderation.done", done))).html : .empty
        let title = page.title ?? Self.title(page.part, t)
        let link = NavigationLink(
            path: Self.path(page.part, visitor),
            label: Self.title(page.part, t)
        )
        let below = page.isAnswer ? [] : page.below
        let address = ["admin", "moderation"] + [page.part].filter { !$0.isEmpty } + below
        return frame.page(
            title,
            """
            \(ErrorSummary(problems: page.typed.list, t: t))\(notice)\(page.notice)\
            \("<h1>\(title)</h1>", when: !page.hasHeading)
            \(content)
            """,
            .init(
                hasProblems: !page.typed.isFine,
                address: Path(segments: address).text,
                above: page.below.isEmpty ? [] : [link],
                parts: menu(page.part, visitor),
                scripts: ["js/moderation.js"]
            ),
            for: staff
        )
    }

    static func path(_ part: String, _ visitor: VisitorContext) -> Path {
        let first = visitor.path("admin", "moderation")
        return part.isEmpty ? first : first.appending(part)
    }

    /// One thing below a part.
    static func path(_ part: String, _ number: Int, _ visitor: VisitorContext) -> Path {
        path(part, visitor).appending(String(number))
    }

    private static func title(_ part: String, _ t: Translator) -> String {
        t(MessageKey("moderation.office.part", part.isEmpty ? "queue" : part))
    }

    private func menu(_ current: String, _ visitor: VisitorContext) -> Tabs {
        Tabs(
            label: visitor.t("moderation.office.title"),
            links: Self.parts.map { part in
                NavigationLink(
                    path: Self.path(part, visitor),
                    label: Self.title(part, visitor.t),
                    isCurrent: part == current
                )
            }
        )
    }

    /// The number that an address names.
    ///
    /// Throws `notFound`.
    static func number(_ name: String, _ staff: StaffContext) throws -> Int {
        guard let number = Int(try staff.visitor.parameter(name)) else { throw PageError.notFound }
        return number
    }

    /// Why something was not decided, in the reader's words.
    static func message(_ refusal: DecideRefusal, _ visitor: VisitorContext) -> String {
        let t = visitor.t
        switch refusal {
        case .notFound: return t("moderation.error.caseGone")
        case .changedMeanwhile: return t("moderation.error.changed")
        case .claimed(let until):
            let time = visitor.tenant.zone.time(at: until)
            let words = t.time(hour: time.hour, minute: time.minute)
            return t("moderation.error.claimed", ["time": .text(words)])
        case .unfounded: return t("moderation.error.unfounded")
        case .impossible: return t("moderation.error.impossible")
        case .own: return t("moderation.error.own")
        case .tooMany:
            return t("moderation.error.tooManyCases", ["most": .number(Limits.moderationBatch)])
        case .over: return t("moderation.error.undoOver")
        case .replacesOwn: return t("moderation.error.replacesOwn")
        }
    }
}
