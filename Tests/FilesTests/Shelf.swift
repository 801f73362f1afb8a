import Accounts
import Files
import Hummingbird
import Jobs
import Kernel
import Localization
import Markup
import Moderation
import Spaces
import Storage
import Web
import Work

/// The smallest space that takes files: things with a title and one file each, that can be hidden.
struct Shelf: SpaceModule {
    static let manifest = ModuleManifest(id: "shelf", migrations: [createThing])

    static let picture = FileRules(kinds: [.png, .jpeg], bytes: 1024 * 1024)
    static let anything = FileRules(kinds: [.png, .jpeg, .pdf], bytes: 4 * 1024 * 1024)

    let host: Host

    let jobs: [JobDefinition] = []
    let work: [WorkKind] = []
    let exports: [ExportDeclaration] = []
    let statistics: [StatisticDeclaration] = []
    let personalData = PersonalDataSource.nothing(in: "shelf")
    let subjects: [SubjectHooks] = []

    func mount(on routes: ModuleRoutes) {
        routes.anyone.get("/things") { _, visitor in page(FormData.empty, [:], nil, visitor) }
        routes.members.post("/pictures", body: Self.picture.bodyRules) { request, member in
            try await create(request, member.visitor, Self.picture)
        }
        routes.members.post("/things", body: Self.anything.bodyRules) { request, member in
            try await create(request, member.visitor, Self.anything)
        }
        routes.members.post("/words", body: .form(bytes: 300_000, fields: 500)) { request, member in
            let form = try await request.form(member.visitor.visit.bodyRules)
            return .json("{\"fields\": \(form.fields.count)}")
        }
        host.uploads.mount(on: routes.api) { subject, transaction in
            let hidden: Bool? = try transaction.value(
                """
                SELECT hidden FROM shelf_thing
                WHERE tenant_id = \(transaction.tenant) AND space_id = \(transaction.space)
                  AND id = \(subject.id)
                """
            )
            return hidden == false
        }
    }

    private func create(
        _ request: Request,
        _ visitor: VisitorContext,
        _ rules: FileRules
    ) async throws -> Reply {
        let received = try await host.uploads.receive(request, visitor, ["file": rules])
        let title = received.fields["title"]
        guard !title.isEmpty, case .success(let file) = received.file("file") else {
            return page(received.fields, ["file": rules], received.file("file"), visitor)
        }
        let id = Identifier.make(at: host.clock.now, random: host.random)
        let uploads = host.uploads
        let given = try await host.database.write(in: visitor.scope) { transaction in
            try transaction.run(
                """
                INSERT INTO shelf_thing (tenant_id, space_id, id, title, hidden)
                VALUES (\(transaction.tenant), \(transaction.space), \(id), \(title), FALSE)
                """
            )
            return try uploads.give(
                file.id,
                to: Self.subject(id, in: transaction.scope),
                in: &transaction
            )
        }
        guard given else { throw PageError.notFound }
        return .redirect(to: Path(segments: file.path(inSpace: visitor.space?.slug ?? "")))
    }

    static func subject(_ id: String, in scope: Scope) -> Subject { scope.subject("thing", id) }

    /// The form again, with what was typed, what is wrong, and what has arrived.
    private func page(
        _ fields: FormData,
        _ rules: [String: FileRules],
        _ result: Result<StoredFile, FileRefusal>?,
        _ visitor: VisitorContext
    ) -> Reply {
        let t = visitor.t
        let rules = rules["file"] ?? Self.picture
        var problem: String?
        var arrived: UploadField.Arrived?
        switch result {
        case .failure(let refusal): problem = refusal.text(rules, t)
        case .success(let file): arrived = .init(file, field: "file", t)
        case nil: problem = "Choose a file"
        }
        let content: HTML = """
            <form method="post" action="\(url: .here)" enctype="multipart/form-data">
            \(TextField(
                FieldFrame(name: "title", label: "Title"), value: fields["title"],
                autocomplete: "off", maximum: 100, isRequired: true))\
            \(UploadField(
                FieldFrame(name: "file", label: "File", problem: problem),
                allowed: rules.allowed(t), accept: rules.accept, arrived: arrived,
                isRequired: true, t: t))
            </form>
            """
        return .page(content, status: .unprocessableContent)
    }

    func summary(for visitor: VisitorContext) async throws -> SpaceSummary {
        SpaceSummary(
            title: "Shelf",
            lead: "",
            guide: NavigationLink(path: visitor.spacePath("things"), label: "Things"),
            opening: .empty,
            content: .empty
        )
    }

    func forget(of tenants: Set<Tenant.ID>?) {}

    func concerns(in spaces: [Space], for visitor: VisitorContext) async throws -> [Concern] { [] }

    func publicPages(for visitor: VisitorContext) async throws -> [Path] { [] }

    private static let createThing = Migration(
        "shelf/create-thing",
        """
        CREATE TABLE shelf_thing (
            tenant_id ID      NOT NULL,
            space_id  COUNT   NOT NULL,
            id        ID      NOT NULL,
            title     TEXT    NOT NULL,
            hidden    BOOLEAN NOT NULL,
            PRIMARY KEY (tenant_id, space_id, id)
        );
        """,
        access: [TableAccess("shelf_thing", .add, .change("hidden"), .remove)]
    )
}
