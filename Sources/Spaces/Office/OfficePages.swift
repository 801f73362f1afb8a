import Accounts
import Audit
import Kernel
import Web

/// `/admin`: the back office of an institution.
struct OfficePages: Sendable {
    let host: Host
    let frame: OfficeFrame
    let modules: [String: any SpaceModule]

    /// Its menu, in this order; each reader sees what they may.
    static let places = [
        OfficePlace("", title: "office.today.title", permission: "site.office"),
        OfficePlace("people", title: "accounts.roles.title", permission: "site.roles"),
        OfficePlace("audit", title: "audit.title", permission: "site.audit"),
        OfficePlace("server", title: "office.server.title", permission: "site.institution"),
    ]

    /// Everything that is noted, in the order of the choice of what to see.
    static let actions =
        Tenants.auditActions + WorkflowEngine.auditActions + Accounts.auditActions

    func mount(on site: ModuleRoutes) {
        let today = OfficeToday(host: host, frame: frame, modules: modules)
        let audit = OfficeAudit(host: host, frame: frame, actions: Self.actions)
        let server = OfficeServer(host: host, frame: frame)
        site.office("site.office").get("/admin") { try await today.index($0, $1) }
        site.staff("site.audit").get("/admin/audit") { try await audit.index($0, $1) }
        site.staff("site.audit").post("/admin/audit/checks") { try await audit.check($0, $1) }
        site.staff("site.institution").get("/admin/server") { try await server.show($0, $1) }
    }
}
