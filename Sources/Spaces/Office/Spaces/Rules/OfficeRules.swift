import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// `/admin/spaces/:space/rules`: how the subjects of a space go their way, and what an institution makes of that.
struct OfficeRules: Sendable {
    let spaces: OfficeSpaces

    /// Names in every language beside what is decided.
    static let body = BodyRules.form(bytes: 64 * 1024, fields: 200)

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (space, manifest) = try await place(staff)
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let title = t("office.rules.title")
        let lists = manifest.workflows.map { workflow in
            RuleList(
                workflow: workflow,
                space: space,
                path: Self.path(space, visitor),
                visitor: visitor
            ).html
        }
        let isDone = visitor.visit.query["done"] == "saved"
        let done = Notice(.success, title: t("office.done.saved"))
        let preview = ButtonLink(
            t("office.rules.preview.action"),
            to: Self.path(space, visitor).appending("preview"),
            kind: .secondary
        )
        let content: HTML = """
            \(done.html, when: isDone)<h1>\(title)</h1>
            <p>\(t("office.rules.text", ["space": .text(space.title(t))]))</p>
            \(lists)\(vanished(manifest.vanished(of: space.rules), t))<p>\(preview)</p>
            """
        return page(title, content, of: space, "", staff)
    }

    /// The public page of rules, as it is or would be if the space were published.
    func preview(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (space, manifest) = try await place(staff)
        let t = staff.visitor.t
        let title = t("office.rules.preview")
        let content: HTML = """
            \(Notice(.information, title: t("office.rules.preview.notice")))<h1>\(title)</h1>
            \(RulePages.rules(of: manifest, by: space.rules, t))
            """
        return page(title, content, of: space, "/preview", staff, isBelow: true)
    }

    func show(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let desk = try await desk(staff)
        let form = RuleForm(desk.rule, of: desk.step, desk.manifest.permissions)
        return page(desk, form, Typed(), .empty, staff)
    }

    func change(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let desk = try await desk(staff)
        let t = staff.visitor.t
        let form = RuleForm(
            data,
            of: desk.step,
            desk.manifest.permissions,
            languages: staff.visitor.tenant.languages,
            before: desk.rule
        )
        var typed = Typed()
        var change = form.change(of: desk.place, desk.step, &typed, t)
        if data["intent"] == "standard" {
            // Whatever stands in the fields, they are given back.
            typed = Typed()
            change.terms = SpaceRule.Terms()
        }
        guard typed.isFine else { return page(desk, form, typed, .empty, staff) }
        guard data["intent"] != "preview" else {
            return page(desk, form, Typed(), preview(change, desk, t), staff)
        }
        switch try await spaces.host.tenants.set(change, in: desk.space.id, staff.scope) {
        case .success:
            return .redirect(to: Self.path(desk.space, staff.visitor).with("done", "saved"))
        case .failure(let refusal):
            RuleForm.refuse(refusal, &typed, t)
            return page(desk, form, typed, .empty, staff)
        }
    }

    /// What an institution decides about, as it is stored now.
    private struct Desk {
        let space: Space
        let manifest: ModuleManifest
        let workflow: Workflow
        let place: SpaceRule.Place
        /// Nil for a state.
        let step: Workflow.Step?

        var rule: SpaceRule? { space.rules.last(about: place) }
    }

    private func desk(_ staff: StaffContext) async throws -> Desk {
        let visitor = staff.visitor
        guard let part = SpaceRule.Part(rawValue: try visitor.parameter("part")) else {
            throw PageError.notFound
        }
        let place = SpaceRule.Place(
            workflow: Subject.Kind(try visitor.parameter("workflow")),
            part: part,
            name: try visitor.parameter("name")
        )
        let (space, manifest) = try await self.place(staff)
        guard let workflow = manifest.workflow(with: place) else { throw PageError.notFound }
        return Desk(
            space: space,
            manifest: manifest,
            workflow: workflow,
            place: place,
            step: part == .step ? workflow.step(place.name) : nil
        )
    }

    /// The space of the address and its module, which has a workflow.
    private func place(
        _ staff: StaffContext
    ) async throws -> (space: Space, manifest: ModuleManifest) {
        let found = try await spaces.space(staff)
        guard !found.manifest.workflows.isEmpty else { throw PageError.notFound }
        return found
    }

    private func page(
        _ desk: Desk,
        _ form: RuleForm,
        _ typed: Typed,
        _ preview: HTML,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let (workflow, place) = (desk.workflow, desk.place)
        let words = Self.words(place, in: workflow)
        let rest = "/\(place.workflow)/\(place.part.rawValue)/\(place.name)"
        let here = Self.path(desk.space, visitor).appending(
            place.workflow.name,
            place.part.rawValue,
            place.name
        )
        let view = RuleFormView(
            form: form,
            typed: typed,
            step: desk.step,
            declared: words,
            roles: desk.manifest.permissions,
            isChanged: desk.rule?.terms.isStandard == false,
            action: here,
            pages: spaces.frame.pages,
            visitor: visitor
        )
        let title = words(t)
        let text = t(MessageKey("office.rule.text", place.part.rawValue))
        let content: HTML = """
            \(FormRefusal(typed, at: here, t))<h1>\(title)</h1><p>\(text)</p>\(view)\(preview)
            """
        return page(title, content, of: desk.space, rest, staff, typed: typed, isBelow: true)
    }

    /// The public page of rules as it would be.
    private func preview(_ change: RuleChange, _ desk: Desk, _ t: Translator) -> HTML {
        let rule = SpaceRule(
            number: (desk.space.rules.last?.number ?? 0) + 1,
            at: desk.space.rules.last?.at ?? Instant(milliseconds: 0),
            workflow: desk.place.workflow,
            part: desk.place.part,
            name: desk.place.name,
            terms: change.terms,
            coversRunning: false,
            isPublic: true,
            reason: ""
        )
        let rules = RulePages.rules(of: desk.manifest, by: desk.space.rules + [rule], t)
        return """
            <section><h2>\(t("office.rules.preview"))</h2>
            <p>\(t("office.rule.preview.text"))</p>\(rules)</section>
            """
    }

    /// What was changed of steps and states that the module no longer has.
    private func vanished(_ rules: [SpaceRule], _ t: Translator) -> HTML {
        guard !rules.isEmpty else { return .empty }
        let items = rules.map { rule -> HTML in
            let name = t(MessageKey("audit.field", rule.part.rawValue))
            return "<li>\(name): \(rule.name) (\(rule.workflow.name))</li>"
        }
        return """
            <section><h2>\(t("office.rules.gone"))</h2><p>\(t("office.rules.gone.text"))</p>
            <ul>\(items)</ul></section>
            """
    }

    private func page(
        _ title: String,
        _ content: HTML,
        of space: Space,
        _ rest: String,
        _ staff: StaffContext,
        typed: Typed = Typed(),
        isBelow: Bool = false
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let own = NavigationLink(
            path: OfficeSpaces.path(space.id, visitor),
            label: space.title(t)
        )
        let rules = NavigationLink(
            path: Self.path(space, visitor),
            label: t("office.rules.title")
        )
        let extras = OfficeFrame.Extras(
            hasProblems: !typed.isFine,
            address: "/admin/spaces/\(space.id)/rules" + rest,
            above: [spaces.list(visitor), own] + (isBelow ? [rules] : [])
        )
        return spaces.frame.page(title, content, extras, for: staff)
    }

    static func path(_ space: Space, _ visitor: VisitorContext) -> Path {
        OfficeSpaces.path(space.id, visitor).appending("rules")
    }

    /// What a part is called by its module.
    static func words(
        _ place: SpaceRule.Place,
        in workflow: Workflow
    ) -> @Sendable (Translator) -> String {
        { t in
            switch place.part {
            case .step: workflow.step(place.name).map { workflow.declaredName(of: $0, t) } ?? ""
            case .state: workflow.declaredName(of: Workflow.State(rawValue: place.name), t)
            }
        }
    }
}
