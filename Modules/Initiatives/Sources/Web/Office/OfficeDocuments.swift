import Files
import Hummingbird
import Kernel
import Localization
import Markup
import Spaces
import Storage
import Web

/// `…/:initiative/documents`: the files that belong to an initiative: an annex, a draft of the law.
struct OfficeDocuments: Sendable {
    let initiatives: Initiatives

    private var office: InitiativeOffice { InitiativeOffice(initiatives: initiatives) }

    static let rules = FileRules(kinds: [.pdf, .png, .jpeg], bytes: Limits.documentBytes)

    private typealias Role = Initiative.Document.Role

    func index(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let initiative = try await office.initiative(staff.visitor)
        return page(initiative, Role.annex.rawValue, nil, Typed(), staff)
    }

    func create(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let (visitor, t) = (staff.visitor, staff.visitor.t)
        let received = try await initiatives.host.uploads.receive(
            request,
            staff.sender,
            ["file": Self.rules]
        )
        let initiative = try await office.initiative(visitor)
        let data = received.fields
        var typed = Typed()
        let role = Role(rawValue: data["role"])
        if role == nil { typed.refuse("role", t("initiatives.office.document.refused.role")) }
        var file: StoredFile?
        switch received.file("file") {
        case .success(let stored): file = stored
        case .failure(let refusal): typed.refuse("file", refusal.text(Self.rules, t))
        case nil: typed.refuse("file", t("initiatives.office.document.refused.file"))
        }
        if initiative.dossier.documents.count >= Limits.documentsPerInitiative {
            let most = Limits.documentsPerInitiative
            typed.refuse(
                "file",
                t("initiatives.office.document.refused.many", ["count": .number(most)])
            )
        }
        guard let file, let role, typed.isFine else {
            return page(initiative, data["role"], file, typed, staff)
        }
        let revision = Int(data["revision"]) ?? -1
        let outcome = try await add(file, role, to: initiative, revision, staff)
        if case .failure(let refusal) = outcome {
            typed.refuse("file", try InitiativeOffice.problem(refusal, t))
            return page(initiative, role.rawValue, file, typed, staff)
        }
        return .redirect(to: path(initiative, visitor).with("done", "document"))
    }

    private func add(
        _ file: StoredFile,
        _ role: Initiative.Document.Role,
        to initiative: Initiative,
        _ revision: Int,
        _ staff: StaffContext
    ) async throws -> Result<Void, Initiatives.EditRefusal> {
        let (uploads, id) = (initiatives.host.uploads, initiative.id)
        let document = Initiative.Document(
            role: role,
            file: file.id.text,
            name: file.name.text,
            kind: file.kind.rawValue,
            bytes: file.bytes
        )
        return try await initiatives.edit(id, expecting: revision, in: staff.scope) {
            $0.dossier.documents.append(document)
            let subject = $1.scope.subject(.initiativeDocument, "\(id)/\(file.id)")
            guard try uploads.give(file.id, to: subject, in: &$1) else {
                throw Initiatives.EditRefusal.fileGone
            }
        }
    }

    func remove(_ request: Request, _ staff: StaffContext) async throws -> Reply {
        let data = try await request.form()
        let visitor = staff.visitor
        let initiative = try await office.initiative(visitor)
        let (id, name) = (initiative.id, data["file"])
        guard initiative.dossier.documents.contains(where: { $0.file == name }) else {
            return .redirect(to: path(initiative, visitor))
        }
        let outcome = try await initiatives.edit(
            id,
            expecting: Int(data["revision"]) ?? -1,
            in: staff.scope
        ) {
            $0.dossier.documents.removeAll { $0.file == name }
            let subject = $1.scope.subject(.initiativeDocument, "\(id)/\(name)")
            try Uploads.removeFiles(of: subject, in: &$1)
        }
        guard case .success = outcome else {
            var typed = Typed()
            typed.refuse("file", visitor.t("initiatives.office.refused.changed"))
            return page(initiative, Role.annex.rawValue, nil, typed, staff)
        }
        return .redirect(to: path(initiative, visitor).with("done", "removed"))
    }

    private func path(_ initiative: Initiative, _ visitor: VisitorContext) -> Path {
        InitiativeOffice.path(visitor, initiative.id.text, "documents")
    }

    private func page(
        _ initiative: Initiative,
        _ role: String,
        _ arrived: StoredFile?,
        _ typed: Typed,
        _ staff: StaffContext
    ) -> Reply {
        let view = DocumentsView(
            initiative: initiative,
            role: role,
            arrived: arrived,
            typed: typed,
            visitor: staff.visitor
        )
        return office.page(
            staff.visitor.t("initiatives.page.documents"),
            view.html,
            at: [initiative.id.text, "documents"],
            about: initiative,
            typed: typed,
            for: staff
        )
    }
}
