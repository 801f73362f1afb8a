import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Text
import Web

/// `/admin/institution/legal`: what the law asks for, in versions: written, looked at, published from a day on.
struct OfficeLegal: Sendable {
    let desk: InstitutionDesk

    /// A text of 100 kB as a browser sends it in any alphabet, and somewhat more, so that its writer hears
    /// how much too long it is.
    static let body = BodyRules.form(bytes: 10 * MarkdownDocument.maximumBytes, fields: 8)

    static let pages = SiteLook.Link.allCases.filter { $0 != .contact }

    var actions: LegalPages {
        LegalPages(database: desk.host.database, audit: desk.host.audit)
    }

    // All of them.

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let site = try await desk.current(staff)
        let versions = try await desk.host.database.read(in: staff.scope) { transaction in
            try Self.pages.map { try LegalStore.versions(of: $0, in: &transaction) }
        }
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let rows = zip(Self.pages, versions).map { page, versions in
            SummaryList.Row(
                t(MessageKey("layout", page.rawValue)),
                value: """
                    \(state(of: page, versions, site, visitor))<br>\
                    \(t(MessageKey("office.legal.about", page.rawValue)))
                    """,
                link: t("office.legal.open"),
                to: path(page, visitor)
            )
        }
        return desk.page(
            InstitutionDesk.Page(part: "legal"),
            "<p>\(t("office.legal.text"))</p>\(SummaryList(rows))",
            for: staff
        )
    }

    /// What visitors find there today, and what comes.
    private func state(
        of page: SiteLook.Link,
        _ versions: [LegalVersion],
        _ site: Site,
        _ visitor: VisitorContext
    ) -> HTML {
        let t = visitor.t
        let now: String
        let current = versions.first { $0.isInForce(at: visitor.now) }
        let isElsewhere = site.look.links[page] != nil
        if let current, !(current.isBuiltIn && isElsewhere) {
            now = line(current, visitor)
        } else if isElsewhere {
            now = t("office.legal.elsewhere")
        } else {
            now = t(page.passages == nil ? "office.legal.none" : "office.legal.builtIn")
        }
        guard let open = versions.first, !open.isInForce(at: visitor.now) else { return "\(now)" }
        return "\(now)<br>\(line(open, visitor))"
    }

    /// A version in a line: its number, and from when it is in force.
    private func line(_ version: LegalVersion, _ visitor: VisitorContext) -> String {
        let t = visitor.t
        let number = MessageValue.number(version.number)
        guard let at = version.inForceAt else {
            return version.named(t("office.legal.draft", ["number": number]), t)
        }
        let from = MessageValue.text(t.date(visitor.tenant.zone.date(at: at)))
        let values: MessageValues = ["number": number, "from": from]
        let key: MessageKey =
            version.isInForce(at: visitor.now) ? "site.legal.since" : "office.legal.coming"
        return version.named(t(key, values), t)
    }

    // One of them.

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try await show(try page(staff), Typed(), DateField.Typed(nil), staff)
    }

    func begin(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let page = try page(staff)
        let texts = builtIn(page, staff.visitor.tenant)
        let begun = try await actions.begin(page, with: texts, in: staff.scope)
        return try await answer(begun, "begun", of: page, DateField.Typed(nil), staff)
    }

    /// The text that comes with the program is to be read again.
    func giveWay(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let page = try page(staff)
        _ = try await request.form()
        let turned = try await actions.giveWay(page, in: staff.scope)
        return try await answer(turned, "builtIn", of: page, DateField.Typed(nil), staff)
    }

    /// Whoever changed their mind before that.
    func stayOwn(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let page = try page(staff)
        _ = try await request.form()
        let turned = try await actions.stayOwn(page, in: staff.scope)
        return try await answer(turned, "written", of: page, DateField.Typed(nil), staff)
    }

    func publish(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let page = try page(staff)
        let data = try await request.form()
        let (visitor, zone) = (staff.visitor, staff.visitor.tenant.zone)
        let typed = DateField.Typed(data, "from")
        var problems = Typed()
        let day = typed.day("from", &problems, visitor.t)
        guard problems.isFine else { return try await show(page, problems, typed, staff) }
        let start = day.map { zone.start(of: $0) } ?? visitor.now
        let isToday = day == nil || day == zone.date(at: visitor.now)
        let published = try await actions.publish(
            page,
            Int(data["number"]) ?? 0,
            at: isToday ? visitor.now : start,
            over: data["mark"],
            in: staff.scope
        )
        return try await answer(published, "published", of: page, typed, staff)
    }

    func withdraw(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let page = try page(staff)
        let number = Int(try await request.form()["number"]) ?? 0
        let withdrawn = try await actions.publish(page, number, at: nil, in: staff.scope)
        return try await answer(withdrawn, "withdrawn", of: page, DateField.Typed(nil), staff)
    }

    func preview(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let page = try page(staff)
        let visitor = staff.visitor
        let found = try await desk.host.database.read(in: staff.scope) { transaction -> HTML? in
            let last = try LegalStore.versions(of: page, in: &transaction).first
            guard let last else { return nil }
            if last.isBuiltIn, let passages = page.passages {
                return BuiltInPageView(page: page, passages: passages, visitor: visitor).html
            }
            return try LegalPageView.read(last, beside: [], visitor, in: &transaction)?.html
        }
        guard let found else { throw PageError.notFound }
        let notice = Notice(.information, title: visitor.t("office.legal.preview.notice"))
        return desk.frame.page(
            visitor.t("office.space.preview"),
            "\(notice)\(found)",
            .init(
                address: "/admin/institution/legal/\(page.rawValue)/preview",
                above: [
                    NavigationLink(
                        path: path(page, visitor),
                        label: visitor.t(MessageKey("layout", page.rawValue))
                    )
                ]
            ),
            for: staff
        )
    }

    private func answer(
        _ result: Result<Int, LegalPages.Refusal>,
        _ done: String,
        of page: SiteLook.Link,
        _ from: DateField.Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        switch result {
        case .success:
            return .redirect(to: path(page, staff.visitor).with("done", done))
        case .failure(let refusal):
            var typed = Typed()
            typed.refuse(Self.field(refusal, "from"), Self.message(refusal, staff.visitor.t))
            return try await show(page, typed, from, staff)
        }
    }

    private func show(
        _ page: SiteLook.Link,
        _ typed: Typed,
        _ from: DateField.Typed,
        _ staff: StaffContext
    ) async throws -> Reply {
        let (versions, mark) = try await desk.host.database.read(in: staff.scope) { transaction in
            let versions = try LegalStore.versions(of: page, in: &transaction)
            let mark = try versions.first.map { try LegalPages.mark(of: $0, in: &transaction) }
            return (versions, mark ?? "")
        }
        let site = try await desk.current(staff)
        let visitor = staff.visitor
        let view = LegalVersionsView(
            page: page,
            versions: versions,
            canGiveWay: LegalPages.canGiveWay(page, versions, at: visitor.now),
            mark: mark,
            languages: site.tenant.languages,
            typed: typed,
            from: from,
            action: path(page, visitor),
            line: { line($0, visitor) },
            pages: desk.frame.pages,
            visitor: visitor
        )
        return desk.page(
            InstitutionDesk.Page(
                part: "legal",
                title: visitor.t(MessageKey("layout", page.rawValue)),
                typed: typed,
                done: ["begun", "builtIn", "published", "withdrawn", "written"],
                seen: versions.contains { $0.isInForce(at: visitor.now) }
                    ? visitor.path(page.rawValue) : nil,
                below: [page.rawValue]
            ),
            view.html,
            for: staff
        )
    }

    /// The field beside which a refusal stands, where it is about what was typed there.
    static func field(_ refusal: LegalPages.Refusal, _ name: String) -> String? {
        refusal == .changedMeanwhile ? nil : name
    }

    static func message(_ refusal: LegalPages.Refusal, _ t: Translator) -> String {
        switch refusal {
        case .changedMeanwhile: t("office.institution.refused.changed")
        case .notOpen: t("office.legal.refused.notOpen")
        case .tooLong(let bytes):
            t(
                "office.legal.refused.tooLong",
                [
                    "size": .number((bytes + 1023) / 1024),
                    "most": .number(MarkdownDocument.maximumBytes / 1024),
                ]
            )
        case .unwritten: t("office.legal.refused.unwritten")
        case .dayOver: t("office.legal.refused.day")
        case .tooMany: t("office.legal.refused.tooMany")
        }
    }

    func path(_ page: SiteLook.Link, _ visitor: VisitorContext) -> Path {
        InstitutionDesk.path("legal", visitor).appending(page.rawValue)
    }

    func page(_ staff: StaffContext) throws -> SiteLook.Link {
        let name = try staff.visitor.parameter("page")
        guard let page = Self.pages.first(where: { $0.rawValue == name }) else {
            throw PageError.notFound
        }
        return page
    }

    /// The page that comes with the program, as Markdown to begin with.
    private func builtIn(_ page: SiteLook.Link, _ tenant: Tenant) -> [LanguageTag: String] {
        guard let passages = page.passages else { return [:] }
        return tenant.languages.reduce(into: [:]) { texts, language in
            let t = desk.frame.pages.translations.translator(for: language)
            let key = MessageKey("site", page.rawValue)
            texts[language] = (1...passages).map { number in
                let part = MessageKey(key, String(number))
                return "## \(t(MessageKey(part, "title")))\n\n\(t(MessageKey(part, "text")))"
            }.joined(separator: "\n\n")
        }
    }
}
