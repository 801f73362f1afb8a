import Accounts
import Audit
import Comments
import Kernel
import Localization
import Moderation
import Web

/// `/admin`: the back office of an institution.
struct OfficePages: Sendable {
    let host: Host
    let frame: OfficeFrame
    let modules: [String: any SpaceModule]
    let accounts: Accounts
    /// Whether providers may stand in networks behind the server.
    let asksAnywhere: Bool

    /// Its menu, in this order; each reader sees what they may.
    static let places = [
        OfficePlace("", title: "office.today.title", permission: "site.office"),
        OfficePlace("spaces", title: "office.spaces.title", permission: "site.spaces"),
        OfficePlace(
            "institution",
            title: "office.institution.title",
            permission: "site.institution"
        ),
        OfficePlace(
            "moderation",
            title: "moderation.office.title",
            permission: Moderation.permission
        ),
        OfficePlace("people", title: "accounts.roles.title", permission: "site.roles"),
        OfficePlace("audit", title: "audit.title", permission: "site.audit"),
        OfficePlace("server", title: "office.server.title", permission: "site.institution"),
    ]

    /// Everything that is noted, in the order of the choice of what to see.
    private var actions: [AuditAction] {
        let own = [
            Tenants.auditActions, LegalPages.auditActions, HomePages.auditActions,
            OfficeSpaceData.auditActions, WorkflowEngine.auditActions, Accounts.auditActions,
            Moderation.auditActions, Comments.auditActions,
        ]
        let others = modules.values.flatMap { type(of: $0).manifest.auditActions }
        return own.flatMap(\.self) + others.sorted { $0.name < $1.name }
    }

    func mount(on site: ModuleRoutes) {
        let today = OfficeToday(host: host, frame: frame, modules: modules)
        let audit = OfficeAudit(
            host: host,
            frame: frame,
            actions: actions,
            modules: modules.mapValues { type(of: $0).manifest }
        )
        let server = OfficeServer(host: host, frame: frame)
        mountSpaces(on: site.office("site.spaces"))
        mountData(on: site.office("site.office"))
        mountInstitution(on: site.staff("site.institution"))
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
        mountRules(on: staff, spaces)
    }

    private func mountRules(on staff: RouteGroup<StaffContext>, _ spaces: OfficeSpaces) {
        let rules = OfficeRules(spaces: spaces)
        let all = "/admin/spaces/:space/rules"
        let one = "/admin/spaces/:space/rules/:workflow/:part/:name"
        staff.get(all) { try await rules.index($0, $1) }
        staff.get(all + "/preview") { try await rules.preview($0, $1) }
        staff.get(one) { try await rules.show($0, $1) }
        staff.post(one, body: OfficeRules.body) { try await rules.change($0, $1) }
    }

    /// Each reader sees what they may of it.
    private func mountData(on staff: RouteGroup<StaffContext>) {
        let spaces = OfficeSpaces(host: host, frame: frame, modules: modules)
        let data = OfficeSpaceData(spaces: spaces)
        staff.get("/admin/spaces/:space/data") { try await data.show($0, $1) }
        staff.post("/admin/spaces/:space/data") { try await data.create($0, $1) }
    }

    private func mountInstitution(on staff: RouteGroup<StaffContext>) {
        let desk = InstitutionDesk(host: host, frame: frame)
        let institution = OfficeInstitution(desk: desk)
        staff.get("/admin/institution") { try await institution.show($0, $1) }
        staff.post("/admin/institution", body: OfficeInstitution.body) {
            try await institution.change($0, $1)
        }
        let pictures = OfficePictures(desk: desk)
        staff.get("/admin/institution/pictures") { try await pictures.index($0, $1) }
        staff.post("/admin/institution/pictures/:kind", body: OfficePictures.body) {
            try await pictures.set($0, $1)
        }
        staff.post("/admin/institution/pictures/:kind/removal") {
            try await pictures.takeAway($0, $1)
        }
        let languages = OfficeLanguages(desk: desk)
        staff.get("/admin/institution/languages") { try await languages.show($0, $1) }
        staff.post("/admin/institution/languages") { try await languages.change($0, $1) }
        let home = OfficeHome(desk: desk, modules: modules)
        staff.get("/admin/institution/home") { try await home.show($0, $1) }
        staff.post("/admin/institution/home", body: OfficeHome.body) {
            try await home.change($0, $1)
        }
        mountLegal(on: staff, desk)
        mountProviders(on: staff, desk)
        let mail = OfficeMail(desk: desk)
        staff.get("/admin/institution/mail") { try await mail.show($0, $1) }
        staff.post("/admin/institution/mail") { try await mail.change($0, $1) }
    }

    private func mountProviders(on staff: RouteGroup<StaffContext>, _ desk: InstitutionDesk) {
        let providers = OfficeProviders(
            desk: desk,
            accounts: accounts,
            asksAnywhere: asksAnywhere
        )
        let all = "/admin/institution/providers"
        let one = "/admin/institution/providers/:provider"
        staff.get(all) { try await providers.index($0, $1) }
        staff.post(all) { try await providers.create($0, $1) }
        staff.get(all + "/registration") { try await providers.ask($0, $1) }
        staff.get(one) { try await providers.show($0, $1) }
        staff.post(one) { try await providers.change($0, $1) }
        staff.get(one + "/removal") { try await providers.askRemoval($0, $1) }
        staff.post(one + "/removal") { try await providers.takeAway($0, $1) }
        staff.get(one + "/trial") { try await providers.tryOut($0, $1) }
        staff.get(one + "/trial/departure") { try await providers.depart($0, $1) }
        staff.get(one + "/trial/arrival") { try await providers.arrive($0, $1) }
    }

    private func mountLegal(on staff: RouteGroup<StaffContext>, _ desk: InstitutionDesk) {
        let legal = OfficeLegal(desk: desk)
        let page = "/admin/institution/legal/:page"
        staff.get("/admin/institution/legal") { try await legal.index($0, $1) }
        staff.get(page) { try await legal.show($0, $1) }
        staff.post(page + "/versions") { try await legal.begin($0, $1) }
        staff.post(page + "/built-in") { try await legal.giveWay($0, $1) }
        staff.post(page + "/own") { try await legal.stayOwn($0, $1) }
        staff.get(page + "/preview") { try await legal.preview($0, $1) }
        staff.post(page + "/publication") { try await legal.publish($0, $1) }
        staff.post(page + "/withdrawal") { try await legal.withdraw($0, $1) }
        staff.get(page + "/texts/:language") { try await legal.text($0, $1) }
        staff.post(page + "/texts/:language", body: OfficeLegal.body) {
            try await legal.setText($0, $1)
        }
    }
}
