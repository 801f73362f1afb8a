import Hummingbird
import Kernel
import Localization
import Markup
import Moderation
import Storage
package import Web
package import Work

/// `/admin/discussions/spaces/:space/:kind/:id`: where moderators end a discussion, let it go on, or take it
/// with them as a table.
package struct DiscussionOffice: Sendable {
    private let comments: Comments
    /// By module.
    private let talked: [String: Talked]
    private let frame: OfficeFrame
    private let work: WorkQueue

    package init(
        _ comments: Comments,
        about talked: [String: Talked],
        frame: OfficeFrame,
        work: WorkQueue
    ) {
        self.comments = comments
        self.talked = talked
        self.frame = frame
        self.work = work
    }

    package func mount(on site: ModuleRoutes) {
        let path = "/admin/discussions/spaces/:space/:kind/:id"
        let moderators = site.office(Moderation.permission)
        moderators.get(path) { try await show($0, $1) }
        moderators.post(path) { try await change($0, $1) }
        moderators.post(path + "/exports") { try await export($0, $1) }
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let found = try await find(staff)
        let (visitor, t) = (found.staff.visitor, found.staff.visitor.t)
        let title = t("comments.office.title")
        let path = CommentPath.office(found.subject, visitor)
        let discussion = CommentPath.discussion(found.subject, visitor)
        let subject = found.card.path.reduce(visitor.spacePath()) { $0.appending($1) }
        let isClosed = found.thread.isClosed
        let state = isClosed ? "open" : "closed"
        let button = Button(
            t(isClosed ? "comments.office.open.button" : "comments.office.close.button")
        )
        let done = Notice(.success, title: t("comments.office.done"))
        let count = t("comments.count", ["count": .number(found.thread.tally.total)])
        return frame.page(
            title,
            """
            \(done.html, when: visitor.visit.query["done"] == "yes")<h1>\(title)</h1>
            <p><a href="\(url: subject)">\(found.card.title)</a></p>
            <p><a href="\(url: discussion)">\(count)</a></p>
            <p>\(t(isClosed ? "comments.office.closed" : "comments.office.open"))</p>
            <form method="post" action="\(url: path)">
            <input type="hidden" name="state" value="\(state)"><p>\(button)</p></form>
            <h2>\(t("comments.export"))</h2>
            <p>\(t("comments.export.text"))</p>
            <form method="post" action="\(url: path.appending("exports"))">
            <p>\(Button(t("comments.export.button"), kind: .secondary))</p></form>
            """,
            for: found.staff
        )
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let found = try await find(staff)
        let state = try await request.form()["state"]
        // Nothing is opened by what names neither.
        guard ["open", "closed"].contains(state) else { throw PageError.malformed }
        try await comments.setClosed(state == "closed", found.subject, in: found.staff.scope)
        let path = CommentPath.office(found.subject, found.staff.visitor)
        return .redirect(to: path.with("done", "yes"))
    }

    /// For whoever asks alone: it is nothing that staff change.
    func export(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let found = try await find(staff)
        let sender = found.staff.sender
        let (work, owner) = (self.work, found.staff.member.id)
        let wish = Comments.ExportWish(kind: found.subject.kind.name, id: found.subject.id)
        let queued = try await comments.database.write(in: sender.scope) { transaction in
            try work.add(Comments.export, wish, for: owner, in: &transaction)
        }
        if case .failure(let refusal) = queued {
            let t = sender.t
            let title = t("comments.export")
            let text = "<h1>\(title)</h1><p>\(refusal.sentence(t))</p>" as HTML
            return frame.page(title, text, .init(status: .conflict), for: found.staff)
        }
        work.wake()
        return .redirect(to: sender.path("account", "work"))
    }

    /// What a page is about, and its reader in the space of that.
    private struct Found: Sendable {
        let staff: StaffContext
        let subject: Subject
        let card: SubjectCard
        let thread: CommentThread
    }

    /// Throws `notFound` where nobody can talk about it, and `forbidden` to moderators of other spaces.
    private func find(_ staff: StaffContext) async throws -> Found {
        let name = try staff.visitor.parameter("space")
        let kind = Subject.Kind(try staff.visitor.parameter("kind"))
        let id = try staff.visitor.parameter("id")
        guard let space = staff.visitor.site.spaces.first(where: { $0.id.description == name }),
            let talked = talked[space.module], talked.kinds.contains(kind)
        else { throw PageError.notFound }
        let inside = try staff.entering(space)
        let subject = inside.scope.subject(kind, id)
        let found: (SubjectCard, CommentThread)? = try await comments.database.read(
            in: inside.scope
        ) { transaction in
            guard let card = try talked.card(of: subject, in: &transaction) else { return nil }
            return (card, try CommentStore.thread(of: subject, in: &transaction))
        }
        guard let found else { throw PageError.notFound }
        return Found(staff: inside, subject: subject, card: found.0, thread: found.1)
    }
}
