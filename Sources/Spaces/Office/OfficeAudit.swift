import Accounts
import Audit
import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Web

/// `/admin/audit`: who did what, and whether that is still as it was written.
struct OfficeAudit: Sendable {
    let host: Host
    let frame: OfficeFrame
    /// Everything that is noted, for the choice of what to see.
    let actions: [AuditAction]

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let query = staff.visitor.visit.query
        let search = AuditSearch(query, actions)
        let before = Int(query["before"])
        let (audit, people) = (host.audit, host.people)
        let (found, names) = try await host.database.read(in: staff.scope) { transaction in
            let found = try audit.entries(search, before: before, in: &transaction)
            let members = found.entries.flatMap { $0.members }
            return (found, try people.authors(members, in: &transaction))
        }
        let view = AuditPage(
            entries: found.entries,
            hasMore: found.hasMore,
            isFirst: before == nil,
            search: search,
            actions: actions,
            names: names,
            pages: frame.pages,
            visitor: staff.visitor
        )
        return frame.page(staff.visitor.t("audit.title"), view.html, for: staff)
    }

    /// Goes through the whole chain; nothing is written.
    func check(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let report = try await host.audit.check(in: staff.scope, of: host.database)
        let title = t(report.isWhole ? "audit.check.whole" : "audit.check.altered")
        let flaws = report.flaws.map { flaw -> HTML in "<li>\(Self.sentence(flaw, t))</li>" }
        let notice = Notice(
            report.isWhole ? .success : .error,
            title: title,
            content: """
                <p>\(t("audit.check.entries", ["count": .number(report.entries)]))</p>\
                \("<ul>\(flaws)</ul>", when: !report.isWhole)
                """
        )
        let content: HTML = """
            <h1>\(t("audit.check.title"))</h1>\(notice)
            <p>\(ButtonLink(t("audit.back"), to: visitor.path("admin", "audit"), kind: .secondary))</p>
            """
        return frame.page(
            t("audit.check.title"),
            content,
            .init(address: "/admin/audit"),
            for: staff
        )
    }

    private static func sentence(_ flaw: AuditFlaw, _ t: Translator) -> String {
        switch flaw {
        case .changed(let number): t("audit.flaw.changed", ["number": .number(number)])
        case .missing(let numbers):
            t(
                "audit.flaw.missing",
                ["first": .number(numbers.lowerBound), "last": .number(numbers.upperBound)]
            )
        case .added(let number): t("audit.flaw.added", ["number": .number(number)])
        case .end: t("audit.flaw.end")
        }
    }
}

extension AuditSearch {
    /// As an address says it; what is none is left out.
    init(_ query: FormData, _ actions: [AuditAction]) {
        let action = actions.first { $0.name == query["action"] }
        let parts = query["subject"].split(separator: "/", maxSplits: 2).map(String.init)
        var subject: Subject?
        if parts.count == 3, let space = Int(parts[0]) {
            subject = Subject(space: Space.ID(space), kind: Subject.Kind(parts[1]), id: parts[2])
        }
        self.init(actor: AuditActor(query["actor"]), action: action, subject: subject)
    }

    /// The address of what it asks for.
    func path(of list: Path) -> Path {
        var path = list
        if let actor { path = path.with("actor", actor.text) }
        if let action { path = path.with("action", action.name) }
        if let subject { path = path.with("subject", subject.description) }
        return path
    }
}

extension AuditEntry {
    /// The accounts that it names: who did it, and whom it is about.
    var members: [Member.ID] {
        [actor.member, subject.kind == "member" ? Member.ID(subject.id) : nil].compactMap(\.self)
    }
}
