package import Accounts
import Files
import Hummingbird
import Kernel
import Localization
import Markup
package import Web

/// `/account/work`: what was queued for whoever is signed in, how far it is, and what came of it.
package struct WorkPages: Sendable {
    private let queue: WorkQueue
    private let kinds: [String: WorkKind]
    private let desk: AccountDesk

    package init(_ queue: WorkQueue, kinds: [WorkKind], accounts: Accounts) {
        self.queue = queue
        self.kinds = Dictionary(kinds.map { ($0.id, $0) }) { first, _ in first }
        desk = AccountDesk(accounts: accounts)
    }

    package func mount(on routes: ModuleRoutes) {
        routes.members.get("/account/work") { try await index($0, $1) }
        routes.members.get("/account/work/:item/file") { try await download($0, $1) }
        routes.members.post("/account/work/:item/removal") { try await remove($0, $1) }
    }

    /// While something is at work the page looks again by itself, until its reader asks it to stand still.
    func index(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let (visitor, t) = (member.visitor, member.visitor.t)
        let items = try await queue.items(of: member.member.id, in: member.scope)
        let title = t("work.title")
        let isMoving = items.contains { $0.state == .waiting }
        let isStill = visitor.visit.query["still"] == "yes"
        let rows = try items.map {
            try WorkRow(
                item: $0,
                title: name($0, visitor),
                words: words($0, visitor),
                visitor: visitor
            ).row
        }
        let table = DataTable(
            caption: "\(t("work.caption"))",
            columns: [
                .init(t("work.what")), .init(t("work.since")), .init(t("work.state")),
                .init(t("work.action"), isAction: true),
            ],
            rows: rows
        )
        let nothing = EmptyState(title: t("work.none.title"), text: t("work.none.text"))
        return desk.own(
            title,
            """
            <h1>\(title)</h1><p>\(t("work.text"))</p>
            \(refreshing(isStill: isStill, visitor), when: isMoving)\
            \(table.html, when: !items.isEmpty)\(nothing.html, when: items.isEmpty)
            """,
            at: "work",
            refreshSeconds: isMoving && !isStill ? Limits.workRefreshSeconds : nil,
            visitor
        )
    }

    /// The file for its owner alone; whatever else somebody asks for is not there, nor is one of a kind that this
    /// program does not know: nobody can say who may have it.
    func download(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let id = try member.visitor.parameter("item")
        guard let item = try await queue.item(id, of: member.member.id, in: member.scope),
            let file = item.file.flatMap({ FileID($0) }), let kind = kinds[item.kind]
        else { throw PageError.notFound }
        try Self.check(kind, of: item, member)
        let scope = member.scope.entering(item.space)
        return try await queue.reply(to: request, file, of: item, kind, in: scope)
    }

    /// What was asked for with a permission is there while its owner has that, as staff have it.
    private static func check(
        _ kind: WorkKind,
        of item: WorkItem,
        _ member: MemberContext
    ) throws {
        guard let permission = kind.permission else { return }
        let spaces = member.visitor.site.spaces
        guard let space = spaces.first(where: { $0.id == item.space }) else {
            throw PageError.notFound
        }
        _ = try StaffContext(member.visitor.entering(space), permission: permission)
    }

    func remove(_ request: Request, _ member: MemberContext) async throws -> Reply {
        let id = try member.visitor.parameter("item")
        guard try await queue.remove(id, of: member.member.id, in: member.scope) else {
            throw PageError.notFound
        }
        return .redirect(to: member.visitor.path("account", "work"))
    }

    /// What it is, and in which space: several may have work of one kind.
    private func name(_ item: WorkItem, _ visitor: VisitorContext) -> String {
        let t = visitor.t
        let name = t(kinds[item.kind]?.title ?? "work.unknown")
        guard let space = visitor.site.spaces.first(where: { $0.id == item.space }) else {
            return name
        }
        return t("work.inSpace", ["work": .text(name), "space": .text(space.title(t))])
    }

    private func words(_ item: WorkItem, _ visitor: VisitorContext) throws -> String {
        if let words = try queue.words(of: item, at: visitor.tenant.id) { return words }
        // An error that nobody expected, also while its words were looked for.
        return item.state == .failed ? visitor.t("work.failed.unexpected") : ""
    }

    private func refreshing(isStill: Bool, _ visitor: VisitorContext) -> HTML {
        let t = visitor.t
        let page = visitor.path("account", "work")
        return isStill
            ? "<p><a href=\"\(url: page)\">\(t("work.refresh.start"))</a></p>"
            : """
            <p>\(t("work.refresh.text")) \
            <a href="\(url: page.with("still", "yes"))">\(t("work.refresh.stop"))</a></p>
            """
    }
}
