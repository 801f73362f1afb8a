import Accounts
import Audit
import HTTPTypes
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
    /// By their names.
    let modules: [String: ModuleManifest]

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let visitor = staff.visitor
        let filter = AuditFilter(visitor.visit.query, actions)
        var typed = Typed()
        let search = filter.search(in: visitor.tenant.zone, &typed, visitor.t)
        let before = Int(visitor.visit.query["before"])
        // What cannot be looked for finds nothing.
        let found =
            try await typed.isFine ? read(search, before: before, in: staff.scope) : .nothing
        let view = AuditPage(
            entries: found.entries,
            hasMore: found.hasMore,
            isFirst: before == nil,
            filter: filter,
            typed: typed,
            actions: actions,
            words: words(naming: found.names, visitor),
            visitor: visitor
        )
        return frame.page(
            visitor.t("audit.title"),
            view.html,
            .init(hasProblems: !typed.isFine),
            for: staff
        )
    }

    /// The same as a file for spreadsheets, which is read while it is sent.
    func export(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let visitor = staff.visitor
        let filter = AuditFilter(visitor.visit.query, actions)
        var typed = Typed()
        let search = filter.search(in: visitor.tenant.zone, &typed, visitor.t)
        guard typed.isFine else { return try await index(request, staff) }
        let scope = staff.scope
        let table = AuditTable(words: words(naming: .nobody, visitor)) { before, limit in
            let found = try await read(search, before: before, limit: limit, in: scope)
            return (found.entries, found.names)
        }
        let day = visitor.tenant.zone.date(at: visitor.now).iso
        return .streaming(
            table,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"audit-\(day).csv\"",
                .xContentTypeOptions: "nosniff",
            ]
        )
    }

    private func words(naming names: Authors, _ visitor: VisitorContext) -> AuditWords {
        AuditWords(names: names, modules: modules, pages: frame.pages, visitor)
    }

    private struct Found: Sendable {
        let entries: [AuditEntry]
        let hasMore: Bool
        let names: Authors

        static let nothing = Found(entries: [], hasMore: false, names: .nobody)
    }

    private func read(
        _ search: AuditSearch,
        before: Int?,
        limit: Int = Limits.auditPageLength,
        in scope: Scope
    ) async throws -> Found {
        let (audit, people) = (host.audit, host.people)
        return try await host.database.read(in: scope) { transaction in
            let found = try audit.entries(
                search,
                before: before,
                limit: limit,
                in: &transaction
            )
            let members = found.entries.flatMap { $0.members }
            let names = try people.authors(members, in: &transaction)
            return Found(entries: found.entries, hasMore: found.hasMore, names: names)
        }
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
