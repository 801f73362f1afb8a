import Hummingbird
import Kernel
import Localization
import Markup
import Storage
import Web

/// `/admin/spaces`: the spaces of an institution, made and changed by whoever runs them.
struct OfficeSpaces: Sendable {
    let host: Host
    let frame: OfficeFrame
    let modules: [String: any SpaceModule]

    var manifests: [ModuleManifest] {
        modules.values.map { type(of: $0).manifest }.sorted { $0.id < $1.id }
    }

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let site = try await current(staff)
        let spaces = site.spaces.filter { staff.allows(staff.permission, in: $0) }
        let table = DataTable(
            caption: "\(t("office.spaces.caption"))",
            columns: [
                .init(t("office.spaces.space")), .init(t("office.spaces.state")),
                .init(t("office.space.slug")), .init(t("office.spaces.kind")),
            ],
            rows: spaces.map { space in
                let path = visitor.path("admin", "spaces", space.id.description)
                return DataTable.Row([
                    "<a href=\"\(url: path)\">\(space.title(t))</a>",
                    "\(SpaceStateTag(space.state, t))", "\(space.slug)",
                    "\(t(MessageKey("space", space.module)))",
                ])
            }
        )
        let nothing = EmptyState(
            title: t("office.spaces.none.title"),
            text: t("office.spaces.none")
        )
        let ways = manifests.map { manifest -> HTML in
            let link = ButtonLink(
                t("office.spaces.make", ["kind": .text(t(MessageKey("space", manifest.id)))]),
                to: visitor.path("admin", "spaces", "modules", manifest.id),
                kind: spaces.isEmpty ? .primary : .secondary
            )
            return "<p>\(link)</p>"
        }
        let content: HTML = """
            <h1>\(t("office.spaces.title"))</h1>
            \(table.html, when: !spaces.isEmpty)\(nothing.html, when: spaces.isEmpty)
            \("\(ways)", when: staff.allowsEverywhere(staff.permission))
            """
        return frame.page(t("office.spaces.title"), content, for: staff)
    }

    /// The form of a space that is to be made.
    func ask(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try staff.checkEverywhere()
        let manifest = try manifest(staff.visitor.parameter("module"))
        return making(SpaceForm(manifest: manifest), manifest, Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        try staff.checkEverywhere()
        let data = try await request.form(Self.body)
        let manifest = try manifest(data["module"])
        let languages = staff.visitor.tenant.languages
        let form = SpaceForm(data, languages: languages, manifest: manifest)
        var change = form.change(manifest)
        change.expected = nil
        switch try await host.tenants.addSpace(
            of: manifest.id,
            at: form.slug,
            change,
            in: staff.scope
        ) {
        case .success(let space):
            return .redirect(to: Self.path(space.id, staff.visitor).with("done", "made"))
        case .failure(let refusal):
            return making(form, manifest, typed(refusal, form, staff), staff)
        }
    }

    private func making(
        _ form: SpaceForm,
        _ manifest: ModuleManifest,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let title = t("office.spaces.make", ["kind": .text(t(MessageKey("space", manifest.id)))])
        let view = SpaceFormView(
            form: form,
            typed: typed,
            manifest: manifest,
            action: visitor.path("admin", "spaces"),
            button: t("office.space.make.button"),
            pages: frame.pages,
            visitor: visitor
        )
        let content: HTML = """
            \(FormRefusal(typed, t))<h1>\(title)</h1>
            <p>\(t("office.space.make.text"))</p>\(view)
            """
        let extras = OfficeFrame.Extras(
            hasProblems: !typed.isFine,
            address: "/admin/spaces/modules/\(manifest.id)",
            above: [list(visitor)]
        )
        return frame.page(title, content, extras, for: staff)
    }

    // What its pages share.

    /// Long forms: texts in 24 languages, phases with all their days.
    static let body = BodyRules.form(bytes: 128 * 1024, fields: 600)

    /// The institution as it is stored now: the directory of sites is up to a second old, and what
    /// somebody has just changed is to be seen at once.
    func current(_ staff: StaffContext) async throws -> Site {
        let found = try await host.database.read(in: staff.scope) {
            try TenantStore.own(in: &$0)
        }
        guard let found else { throw PageError.notFound }
        return found
    }

    /// The space of the address, for whoever has the route's permission in it.
    func space(_ staff: StaffContext) async throws -> (space: Space, manifest: ModuleManifest) {
        let id = try staff.visitor.parameter("space")
        let site = try await current(staff)
        guard let space = site.spaces.first(where: { $0.id.description == id }) else {
            throw PageError.notFound
        }
        try staff.check(space)
        return (space, try manifest(space.module))
    }

    private func manifest(_ id: String) throws -> ModuleManifest {
        guard let module = modules[id] else { throw PageError.notFound }
        return type(of: module).manifest
    }

    func typed(
        _ refusal: SpaceChange.Refusal,
        _ form: SpaceForm,
        _ staff: StaffContext
    ) -> Typed {
        let problem = SpaceProblem(refusal, form, staff.visitor.t)
        var typed = Typed()
        typed.refuse(problem.field, problem.message)
        return typed
    }

    static func path(_ id: Space.ID, _ visitor: VisitorContext) -> Path {
        visitor.path("admin", "spaces", id.description)
    }

    func list(_ visitor: VisitorContext) -> NavigationLink {
        NavigationLink(
            path: visitor.path("admin", "spaces"),
            label: visitor.t("office.spaces.title")
        )
    }
}

/// How far a space is, in a word.
struct SpaceStateTag: Component {
    private let state: Space.State
    private let t: Translator

    init(_ state: Space.State, _ t: Translator) {
        self.state = state
        self.t = t
    }

    var html: HTML {
        let kind: Tag.Kind =
            switch state {
            case .draft: .upcoming
            case .published: .open
            case .archived: .neutral
            }
        return Tag(t(MessageKey("office.state", state.rawValue)), kind: kind).html
    }
}
