import Accounts
import Audit
import Kernel
import Localization
import Web

/// `/admin`: the back office of an institution.
struct OfficePages: Sendable {
    let host: Host
    let frame: OfficeFrame
    let modules: [String: any SpaceModule]

    /// Its menu, in this order; each reader sees what they may.
    static let places = [
        OfficePlace("", title: "office.today.title", permission: "site.office"),
        OfficePlace("spaces", title: "office.spaces.title", permission: "site.spaces"),
        OfficePlace(
            "institution",
            title: "office.institution.title",
            permission: "site.institution"
        ),
        OfficePlace("people", title: "accounts.roles.title", permission: "site.roles"),
        OfficePlace("audit", title: "audit.title", permission: "site.audit"),
        OfficePlace("server", title: "office.server.title", permission: "site.institution"),
    ]

    /// Everything that is noted, in the order of the choice of what to see.
    private var actions: [AuditAction] {
        Tenants.auditActions + WorkflowEngine.auditActions + Accounts.auditActions
            + modules.values.flatMap { type(of: $0).manifest.auditActions }
            .sorted { $0.name < $1.name }
    }

    func mount(on site: ModuleRoutes) {
        let today = OfficeToday(host: host, frame: frame, modules: modules)
        let audit = OfficeAudit(host: host, frame: frame, actions: actions)
        let server = OfficeServer(host: host, frame: frame)
        mountSpaces(on: site.office("site.spaces"))
        let institution = OfficeInstitution(host: host, frame: frame)
        let runners = site.staff("site.institution")
        runners.get("/admin/institution") { try await institution.show($0, $1) }
        runners.post("/admin/institution", body: OfficeInstitution.body) {
            try await institution.change($0, $1)
        }
        site.office("site.office").get("/admin") { try await today.index($0, $1) }
        site.staff("site.audit").get("/admin/audit") { try await audit.index($0, $1) }
        site.staff("site.audit").get("/admin/audit/entries") { try await audit.export($0, $1) }
        site.staff("site.audit").post("/admin/audit/checks") { try await audit.check($0, $1) }
        site.staff("site.institution").get("/admin/server") { try await server.show($0, $1) }
    }

    private func mountSpaces(on staff: RouteGroup<StaffContext>) {
        let spaces = OfficeSpaces(host: host, frame: frame, modules: modules)
        staff.get("/admin/spaces") { try await spaces.index($0, $1) }
        staff.post("/admin/spaces", body: OfficeSpaces.body) { try await spaces.create($0, $1) }
        staff.get("/admin/spaces/modules/:module") { try await spaces.ask($0, $1) }
        staff.get("/admin/spaces/:space") { try await spaces.show($0, $1) }
        staff.post("/admin/spaces/:space", body: OfficeSpaces.body) {
            try await spaces.change($0, $1)
        }
        staff.get("/admin/spaces/:space/preview") { try await spaces.preview($0, $1) }
        staff.get("/admin/spaces/:space/phases") { try await spaces.phases($0, $1) }
        staff.post("/admin/spaces/:space/phases", body: OfficeSpaces.body) {
            try await spaces.setPhases($0, $1)
        }
        staff.get("/admin/spaces/:space/state") { try await spaces.state($0, $1) }
        staff.post("/admin/spaces/:space/state") { try await spaces.setState($0, $1) }
        staff.get("/admin/spaces/:space/extensions") { try await spaces.extend($0, $1) }
        staff.post("/admin/spaces/:space/extensions") {
            try await spaces.createExtension($0, $1)
        }
        staff.get("/admin/spaces/:space/copies") { try await spaces.copy($0, $1) }
        staff.post("/admin/spaces/:space/copies") { try await spaces.createCopy($0, $1) }
    }
}
