import Hummingbird
import Kernel
import Localization
import Markup
import Web

/// The pages of one space with one form each: phases, state, extension, copy.
extension OfficeSpaces {
    // Phases.

    func phases(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (space, manifest) = try await space(staff)
        let form = PhaseForm(space, in: staff.visitor.tenant.zone)
        return phases(form, of: space, manifest, Typed(), staff)
    }

    func setPhases(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form(Self.body)
        let (space, manifest) = try await space(staff)
        let form = PhaseForm(data)
        var typed = Typed()
        var change = SpaceChange()
        let (zone, t) = (staff.visitor.tenant.zone, staff.visitor.t)
        change.phases = form.phases(of: space, in: zone, &typed, t)
        change.expected = form.mark
        guard typed.isFine else { return phases(form, of: space, manifest, typed, staff) }
        switch try await host.tenants.edit(space.id, change, in: staff.scope) {
        case .success:
            return .redirect(to: Self.path(space.id, staff.visitor).with("done", "phases"))
        case .failure(let refusal):
            let problem = form.problem(refusal, t)
            typed.refuse(problem.field, problem.message)
        }
        return phases(form, of: space, manifest, typed, staff)
    }

    private func phases(
        _ form: PhaseForm,
        of space: Space,
        _ manifest: ModuleManifest,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let view = PhaseFormView(
            form: form,
            typed: typed,
            manifest: manifest,
            action: Self.path(space.id, staff.visitor).appending("phases"),
            t: staff.visitor.t
        )
        return step("phases", of: space, view.html, typed, staff)
    }

    // Published and archived.

    func state(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (space, _) = try await space(staff)
        let t = staff.visitor.t
        let next = Self.next(space.state)
        let path = Self.path(space.id, staff.visitor).appending("state")
        let content: HTML = """
            <form method="post" action="\(url: path)">
            <input type="hidden" name="state" value="\(next.rawValue)">
            <p>\(Button(
                t(MessageKey("office.state.button", next.rawValue)),
                kind: next == .archived ? .danger : .primary
            ))</p></form>
            """
        return step(next == .archived ? "archive" : "publish", of: space, content, Typed(), staff)
    }

    func setState(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let (space, _) = try await space(staff)
        // The button of a page that is older than the state does nothing.
        guard let state = Space.State(rawValue: data["state"]), state == Self.next(space.state)
        else { return .redirect(to: Self.path(space.id, staff.visitor)) }
        var change = SpaceChange()
        change.state = state
        _ = try await host.tenants.edit(space.id, change, in: staff.scope).get()
        return .redirect(
            to: Self.path(space.id, staff.visitor).with("done", state.rawValue)
        )
    }

    private static func next(_ state: Space.State) -> Space.State {
        state == .published ? .archived : .published
    }

    // A copy to begin with.

    func copy(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try staff.checkEverywhere()
        let (space, _) = try await space(staff)
        return copying("", of: space, Typed(), staff)
    }

    func createCopy(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try staff.checkEverywhere()
        let slug = try await request.form()["slug"]
        let (space, manifest) = try await space(staff)
        var change = SpaceChange()
        change.titles = space.texts.titles
        change.purposes = space.texts.purposes
        change.settings = space.settings.all.mapValues { .some($0) }
        change.phases = space.phases
        change.rules = space.rules.latest.filter { !$0.terms.isStandard }
        switch try await host.tenants.addSpace(
            of: space.module,
            at: slug,
            change,
            in: staff.scope
        ) {
        case .success(let copy):
            return .redirect(to: Self.path(copy.id, staff.visitor).with("done", "made"))
        case .failure(let refusal):
            let form = SpaceForm(manifest: manifest)
            return copying(slug, of: space, typed(refusal, form, staff), staff)
        }
    }

    private func copying(
        _ slug: String,
        of space: Space,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let t = staff.visitor.t
        let field = TextField(
            FieldFrame(
                name: "slug",
                label: t("office.space.slug"),
                hint: "\(t("office.space.slug.hint"))",
                problem: typed.problem("slug")
            ),
            value: slug,
            autocomplete: "off",
            maximum: Limits.slugBytes,
            isRequired: true,
            width: "medium"
        )
        let content: HTML = """
            <form method="post" \
            action="\(url: Self.path(space.id, staff.visitor).appending("copies"))" novalidate>
            \(field)<p>\(Button(t("office.copy.button")))</p></form>
            """
        return step("copy", of: space, content, typed, staff)
    }

    /// A page of one form about one space; its words stand below `office.<name>`.
    func step(
        _ name: String,
        of space: Space,
        _ content: HTML,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let words = MessageKey("office", name)
        let title = t(MessageKey(words, "title"))
        let above = NavigationLink(path: Self.path(space.id, visitor), label: space.title(t))
        let parts = ["phases": "phases", "copy": "copies", "extension": "extensions"]
        let part = parts[name] ?? "state"
        let here = Self.path(space.id, visitor).appending(part)
        let extras = OfficeFrame.Extras(
            hasProblems: !typed.isFine,
            address: "/admin/spaces/\(space.id)/\(part)",
            above: [list(visitor), above]
        )
        let page: HTML = """
            \(FormRefusal(typed, at: here, t))<h1>\(title)</h1>
            <p>\(t(MessageKey(words, "text"), ["space": .text(space.title(t))]))</p>\(content)
            """
        return frame.page(title, page, extras, for: staff)
    }
}
