package import Accounts
import Kernel
package import Web

/// Every route of moderation, each in the group that is its gate.
///
/// What anybody may send is in `RouteGateTests`: reports and appeals, because neither needs an account.
package struct ModerationPages: Sendable {
    private let desk: ModerationDesk
    private let accounts: Accounts
    private let frame: OfficeFrame

    package init(_ desk: ModerationDesk, accounts: Accounts, office: OfficeFrame) {
        self.desk = desk
        self.accounts = accounts
        frame = office
    }

    package func mount(on site: ModuleRoutes) {
        mountPublic(on: site.anyone)
        mountOwn(on: site.members)
        let staff = site.office(Moderation.permission)
        mountQueue(on: staff)
        mountAppeals(on: staff)
        mountSetup(on: staff)
    }

    private func mountPublic(on anyone: RouteGroup<VisitorContext>) {
        let frame = ModerationFrame(pages: accounts.pages)
        let reports = Reports(desk: desk, frame: frame)
        anyone.get("/reports") { try await reports.index($0, $1) }
        anyone.post("/reports/follow") { try await reports.follow($0, $1) }
        anyone.post("/reports/appeals", body: Appeals.body) { try await reports.appeal($0, $1) }
        anyone.get("/reports/spaces/:space/:kind/:id") { try await reports.ask($0, $1) }
        anyone.post("/reports/spaces/:space/:kind/:id") { try await reports.create($0, $1) }
        let appeals = Appeals(desk: desk, frame: frame)
        anyone.get("/appeals/:token") { try await appeals.show($0, $1) }
        anyone.post("/appeals/:token", body: Appeals.body) { try await appeals.create($0, $1) }
        let transparency = Transparency(desk: desk, pages: accounts.pages)
        anyone.shared("/moderation") { try await transparency.show($0, $1) }
    }

    private func mountOwn(on members: RouteGroup<MemberContext>) {
        let own = OwnDecisions(desk: desk, pages: AccountDesk(accounts: accounts))
        members.get("/account/moderation") { try await own.index($0, $1) }
        members.get("/account/moderation/decisions/:decision") { try await own.show($0, $1) }
        members.post("/account/moderation/decisions/:decision", body: Appeals.body) {
            try await own.appeal($0, $1)
        }
    }

    private func mountQueue(on staff: RouteGroup<StaffContext>) {
        let office = ModerationOffice(desk: desk, frame: frame)
        let queue = OfficeQueue(office: office)
        let cases = OfficeCases(office: office)
        let bulk = OfficeBulk(office: office)
        let decisions = OfficeDecisions(office: office)
        staff.get("/admin/moderation") { try await queue.index($0, $1) }
        staff.post("/admin/moderation/claims") { try await queue.claim($0, $1) }
        staff.post("/admin/moderation/cases") { try await cases.open($0, $1) }
        staff.get("/admin/moderation/cases/:case") { try await cases.show($0, $1) }
        staff.post("/admin/moderation/cases/:case/claims") { try await cases.claim($0, $1) }
        staff.post("/admin/moderation/cases/:case/claims/end") {
            try await cases.release($0, $1)
        }
        staff.post("/admin/moderation/cases/:case/decisions", body: DecisionForm.body) {
            try await cases.decide($0, $1)
        }
        staff.post("/admin/moderation/selections", body: OfficeBulk.body) {
            try await bulk.select($0, $1)
        }
        staff.post("/admin/moderation/previews", body: OfficeBulk.body) {
            try await bulk.preview($0, $1)
        }
        staff.post("/admin/moderation/decisions", body: OfficeBulk.body) {
            try await bulk.decide($0, $1)
        }
        staff.get("/admin/moderation/decisions") { try await decisions.index($0, $1) }
        staff.post("/admin/moderation/decisions/:decision/withdrawal") {
            try await decisions.undo($0, $1)
        }
        staff.get("/admin/moderation/exports") { try await decisions.exported($0, $1) }
    }

    private func mountAppeals(on staff: RouteGroup<StaffContext>) {
        let appeals = OfficeAppeals(office: ModerationOffice(desk: desk, frame: frame))
        staff.get("/admin/moderation/appeals") { try await appeals.index($0, $1) }
        staff.get("/admin/moderation/appeals/:appeal") { try await appeals.show($0, $1) }
        staff.post("/admin/moderation/appeals/:appeal/answers", body: DecisionForm.body) {
            try await appeals.answer($0, $1)
        }
    }

    private func mountSetup(on staff: RouteGroup<StaffContext>) {
        let office = ModerationOffice(desk: desk, frame: frame)
        let templates = OfficeTemplates(office: office)
        let all = "/admin/moderation/templates"
        staff.get(all) { try await templates.index($0, $1) }
        staff.post(all, body: OfficeTemplates.body) { try await templates.create($0, $1) }
        staff.post(all + "/usual") { try await templates.createUsual($0, $1) }
        staff.get(all + "/blank") { try await templates.blank($0, $1) }
        staff.get(all + "/:template") { try await templates.show($0, $1) }
        staff.post(all + "/:template", body: OfficeTemplates.body) {
            try await templates.write($0, $1)
        }
        staff.post(all + "/:template/removal") { try await templates.takeAway($0, $1) }
        let rules = OfficeRules(office: office)
        staff.get("/admin/moderation/rules") { try await rules.index($0, $1) }
        staff.post("/admin/moderation/rules") { try await rules.create($0, $1) }
        staff.get("/admin/moderation/rules/blank") { try await rules.blank($0, $1) }
        staff.get("/admin/moderation/rules/:rule") { try await rules.show($0, $1) }
        staff.post("/admin/moderation/rules/:rule") { try await rules.write($0, $1) }
        staff.post("/admin/moderation/rules/:rule/removal") { try await rules.takeAway($0, $1) }
        let suspensions = OfficeSuspensions(office: office)
        staff.get("/admin/moderation/suspensions") { try await suspensions.index($0, $1) }
        staff.post("/admin/moderation/suspensions/:decision/end") {
            try await suspensions.lift($0, $1)
        }
    }
}
