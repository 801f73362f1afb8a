import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/spaces/:space`: one space, its texts and settings, and the ways to everything else of it.
extension OfficeSpaces {
    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (space, manifest) = try await space(staff)
        return page(space, manifest, SpaceForm(space, manifest: manifest), Typed(), staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let (space, manifest) = try await space(staff)
        let languages = staff.visitor.tenant.languages
        let form = SpaceForm(data, languages: languages, manifest: manifest, of: space)
        switch try await host.tenants.edit(space.id, form.change(manifest), in: staff.scope) {
        case .success:
            return .redirect(to: Self.path(space.id, staff.visitor).with("done", "saved"))
        case .failure(let refusal):
            return page(space, manifest, form, typed(refusal, form, staff), staff)
        }
    }

    private func page(
        _ space: Space,
        _ manifest: ModuleManifest,
        _ form: SpaceForm,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let path = Self.path(space.id, visitor)
        let view = SpaceFormView(
            form: form,
            typed: typed,
            manifest: manifest,
            action: path,
            button: t("office.space.save"),
            pages: frame.pages,
            visitor: visitor
        )
        let title = space.title(t)
        let content: HTML = """
            \(FormRefusal(typed, at: path, t))\(done(space, manifest, staff))<h1>\(title)</h1>
            \(SummaryList(ways(space, manifest, staff) + rows(space, path, staff)))
            <section><h2>\(t("office.space.texts"))</h2>\(view)</section>
            """
        let extras = OfficeFrame.Extras(
            hasProblems: !typed.isFine,
            address: "/admin/spaces/\(space.id)",
            above: [list(visitor)]
        )
        return frame.page(title, content, extras, for: staff)
    }

    /// What its module brings, which is what people come for.
    private func ways(
        _ space: Space,
        _ manifest: ModuleManifest,
        _ staff: StaffContext
    ) -> [SummaryList.Row] {
        var ways = manifest.ways(in: space, staff)
        if let way = modules[space.module]?.dataWay(in: space, staff) { ways.append(way) }
        return ways.map {
            SummaryList.Row($0.title, link: $0.link.label, to: $0.link.path)
        }
    }

    /// What can be done with it as it is now, each with its page.
    private func rows(
        _ space: Space,
        _ path: Path,
        _ staff: StaffContext
    ) -> [SummaryList.Row] {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let next: MessageKey =
            space.state == .published ? "office.space.archive" : "office.space.publish"
        let phases = space.phases.map { phase -> HTML in
            "<li>\(PhaseLine(phase, in: visitor.tenant.zone, t))</li>"
        }
        let isExtendable = space.state == .published && !Self.running(space, visitor.now).isEmpty
        var rows = [
            SummaryList.Row(
                t("office.spaces.state"),
                value: SpaceStateTag(space.state, t).html,
                link: t(next),
                to: path.appending("state")
            ),
            SummaryList.Row(
                t("office.space.preview"),
                link: t("office.space.preview.action"),
                to: path.appending("preview")
            ),
            SummaryList.Row(
                t("office.phases.title"),
                value: "<ul>\(phases)</ul>",
                link: t("office.phases.action"),
                to: path.appending("phases")
            ),
        ]
        if modules[space.module].map({ type(of: $0).manifest.workflows.isEmpty }) == false {
            rows.append(
                SummaryList.Row(
                    t("office.rules.title"),
                    link: t("office.rules.action"),
                    to: path.appending("rules")
                )
            )
        }
        if isExtendable {
            rows.append(
                SummaryList.Row(
                    t("office.extension.title"),
                    link: t("office.extension.action"),
                    to: path.appending("extensions")
                )
            )
        }
        if staff.allowsEverywhere(staff.permission) {
            rows.append(
                SummaryList.Row(
                    t("office.copy.title"),
                    link: t("office.copy.action"),
                    to: path.appending("copies")
                )
            )
        }
        if staff.allowsEverywhere("site.audit") {
            rows.append(
                SummaryList.Row(
                    t("audit.title"),
                    link: t("office.space.history"),
                    to: visitor.path("admin", "audit").with("subject", "0/space/\(space.id)")
                )
            )
        }
        return rows
    }

    /// What was done, and what comes next: a draft is looked at and published, what is published is seen.
    private func done(
        _ space: Space,
        _ manifest: ModuleManifest,
        _ staff: StaffContext
    ) -> HTML {
        let (visitor, name) = (staff.visitor, staff.visitor.visit.query["done"])
        let known = ["made", "saved", "published", "archived", "extended", "phases"]
        guard known.contains(name) else { return .empty }
        let (t, path) = (visitor.t, Self.path(space.id, visitor))
        let next: [(words: MessageKey, path: Path)] =
            switch space.state {
            case .draft where name == "made":
                [
                    ("office.phases.action", path.appending("phases")),
                    ("office.space.preview.action", path.appending("preview")),
                ]
            case .draft:
                [
                    ("office.space.preview.action", path.appending("preview")),
                    ("office.space.publish", path.appending("state")),
                ]
            case .published, .archived: [("office.done.see", visitor.path(space.slug))]
            }
        var ways = next.map { way -> HTML in
            "<li><a href=\"\(url: way.path)\">\(t(way.words))</a></li>"
        }
        // A space that was just published is empty: its module says what to put there.
        let desks = name == "published" ? manifest.ways(in: space, staff) : []
        ways += desks.map { desk -> HTML in
            let words = "\(desk.title) – \(desk.link.label)"
            return "<li><a href=\"\(url: desk.link.path)\">\(words)</a></li>"
        }
        return Notice(
            .success,
            title: t(MessageKey("office.done", name)),
            content: "<p>\(t("office.done.next"))</p><ul>\(ways)</ul>"
        ).html
    }

    /// The space as its visitors will see it on the home page, draft or not.
    func preview(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (space, _) = try await space(staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        guard let module = modules[space.module] else { throw PageError.notFound }
        let part = try await module.summary(for: visitor.entering(space))
        let publish = ButtonLink(
            t("office.space.publish"),
            to: Self.path(space.id, visitor).appending("state")
        )
        let isDraft = space.state == .draft
        let content: HTML = """
            \(Notice(.information, title: t("office.preview.notice"))) <h1>\(part.title)</h1>
            <p class="lead">\(part.lead)</p>\(part.opening)\(part.content)\
            \("<p>\(publish)</p>", when: isDraft)
            """
        let above = NavigationLink(path: Self.path(space.id, visitor), label: space.title(t))
        return frame.page(
            t("office.space.preview"),
            content,
            .init(above: [list(visitor), above]),
            for: staff
        )
    }

    /// Phases that are going on and have an end.
    static func running(_ space: Space, _ now: Instant) -> [Phase] {
        space.phases.filter { $0.isRunning(at: now) && $0.closesAt != nil }
    }
}

/// A phase in one line: what it is called, and from which day to which.
struct PhaseLine: Component {
    private let phase: Phase
    private let zone: CivilZone
    private let t: Translator

    init(_ phase: Phase, in zone: CivilZone, _ t: Translator) {
        self.phase = phase
        self.zone = zone
        self.t = t
    }

    var html: HTML { "\(text)" }

    var text: String {
        let name = MessageValue.text(phase.name)
        guard phase.opensAt != nil || phase.closesAt != nil else {
            return t("office.phase.line.always", ["name": name])
        }
        let first = phase.opensAt.map { t.date(zone.date(at: $0)) } ?? t("office.phase.always")
        let last =
            phase.closesAt.map { t.date(zone.date(at: $0.adding(.seconds(-1)))) }
            ?? t("office.phase.noEnd")
        return t(
            "office.phase.line",
            ["name": name, "first": .text(first), "last": .text(last)]
        )
    }
}
