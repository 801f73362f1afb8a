import Kernel
import Localization
import Markup
import Storage
import Web

/// What the pages of an institution in the back office share: their menu, what is stored now, and their frame.
struct InstitutionDesk: Sendable {
    let host: Host
    let frame: OfficeFrame

    /// The pages in the order of their menu; the first stands at `/admin/institution` itself.
    static let parts = ["", "pictures", "legal", "languages", "home", "providers", "mail"]

    /// As it is stored now, which may be newer than what the request was answered with.
    func current(_ staff: StaffContext) async throws -> Site {
        let found = try await host.database.read(in: staff.scope) {
            try TenantStore.own(in: &$0)
        }
        guard let found else { throw PageError.notFound }
        return found
    }

    /// What is special about one page.
    struct Page {
        /// One of ``InstitutionDesk/parts``.
        let part: String
        var title: String?
        var typed = Typed()
        /// What it says when the query names it: words of `office.institution.done`.
        var done: [String] = []
        /// Where visitors see what was done.
        var seen: Path?
        /// Behind the part's own address.
        var below: [String] = []
    }

    /// A page around its contents.
    func page(_ page: Page, _ content: HTML, for staff: StaffContext) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let done = visitor.visit.query["done"]
        let notice: HTML =
            page.done.contains(done)
            ? Notice(
                .success,
                title: t(MessageKey("office.institution.done", done)),
                content: page.seen.map { Self.look(at: $0, t) } ?? .empty
            ).html : .empty
        let title = page.title ?? Self.title(page.part, t)
        let link = NavigationLink(
            path: Self.path(page.part, visitor),
            label: Self.title(page.part, t)
        )
        let address = ["admin", "institution"] + [page.part].filter { !$0.isEmpty } + page.below
        let here = Path(segments: [visitor.visit.language.text] + address)
        return frame.page(
            title,
            """
            \(FormRefusal(page.typed, at: here, t))\(notice)<h1>\(title)</h1>
            \(content)
            """,
            .init(
                hasProblems: !page.typed.isFine,
                address: Path(segments: address).text,
                above: page.below.isEmpty ? [] : [link],
                parts: menu(page.part, visitor)
            ),
            for: staff
        )
    }

    private static func look(at path: Path, _ t: Translator) -> HTML {
        "<p><a href=\"\(url: path)\">\(t("office.done.see"))</a></p>"
    }

    static func path(_ part: String, _ visitor: VisitorContext) -> Path {
        let first = visitor.path("admin", "institution")
        return part.isEmpty ? first : first.appending(part)
    }

    private static func title(_ part: String, _ t: Translator) -> String {
        t(MessageKey("office.institution.part", part.isEmpty ? "texts" : part))
    }

    private func menu(_ current: String, _ visitor: VisitorContext) -> Tabs {
        Tabs(
            label: visitor.t("office.institution.title"),
            links: Self.parts.map { part in
                NavigationLink(
                    path: Self.path(part, visitor),
                    label: Self.title(part, visitor.t),
                    isCurrent: part == current
                )
            }
        )
    }
}
