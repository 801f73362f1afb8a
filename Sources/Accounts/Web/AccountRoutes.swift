import Kernel
package import Web

/// Every route of accounts, each in the group that is its gate.
package struct AccountRoutes: Sendable {
    private let accounts: Accounts
    private let sources: [PersonalDataSource]
    private let places: [OwnPlace]
    private let things: RoleThings
    private let office: OfficeFrame

    /// `sources` is what every part of the program keeps of members, `places` what else stands in "my account",
    /// `things` what roles can be of.
    package init(
        accounts: Accounts,
        sources: [PersonalDataSource],
        places: [OwnPlace] = [],
        things: RoleThings = .none,
        office: OfficeFrame
    ) {
        self.things = things
        self.office = office
        self.places = places
        self.accounts = accounts
        self.sources = [accounts.ownData] + sources
    }

    package func mount(on routes: ModuleRoutes) {
        mountRegistration(on: routes.anyone)
        mountSignIn(on: routes.anyone)
        mountLinks(on: routes.anyone)
        mountOwn(on: routes.members)
        mountOwnProviders(on: routes.members)
        mountRoles(on: routes.staff("site.roles"))
        mountMail(on: routes.staff("site.mail"))
    }

    private func mountRegistration(on anyone: RouteGroup<VisitorContext>) {
        let registrations = Registrations(accounts: accounts)
        let invitations = Invitations(accounts: accounts, things: things)
        let letters = Letters(accounts: accounts)
        anyone.get("/register") { try await registrations.new($0, $1) }
        anyone.post("/registrations") { try await registrations.create($0, $1) }
        anyone.get("/registrations/:token") { try await registrations.show($0, $1) }
        anyone.post("/registrations/:token") { try await registrations.confirm($0, $1) }
        anyone.get("/invitations/:token") { try await invitations.show($0, $1) }
        anyone.post("/invitations/:token") { try await invitations.accept($0, $1) }
        anyone.get("/letters") { try await letters.index($0, $1) }
    }

    private func mountSignIn(on anyone: RouteGroup<VisitorContext>) {
        let signIns = SignIns(accounts: accounts)
        let signOuts = SignOuts(accounts: accounts)
        let providers = ProviderSignIns(accounts: accounts)
        let partings = Partings(accounts: accounts)
        anyone.get("/sign-in") { try await signIns.new($0, $1) }
        anyone.post("/sign-in") { try await signIns.create($0, $1) }
        anyone.get("/sign-in/links/:token") { try await signIns.showLink($0, $1) }
        anyone.post("/sign-in/links/:token") { try await signIns.useLink($0, $1) }
        anyone.post("/sign-in/codes") { try await signIns.createCode($0, $1) }
        anyone.get("/sign-in/providers/:provider") { try await providers.depart($0, $1) }
        anyone.get("/sign-in/providers/:provider/return") { try await providers.arrive($0, $1) }
        anyone.get("/sign-in/providers/:provider/end") { try await partings.end($0, $1) }
        anyone.get("/session") { try await signOuts.show($0, $1) }
        anyone.post("/sign-out") { try await signOuts.create($0, $1) }
        anyone.get("/signed-out") { try await signOuts.done($0, $1) }
    }

    private func mountLinks(on anyone: RouteGroup<VisitorContext>) {
        let passwords = Passwords(accounts: accounts)
        anyone.get("/passwords") { try await passwords.new($0, $1) }
        anyone.post("/passwords") { try await passwords.create($0, $1) }
        anyone.get("/passwords/:token") { try await passwords.show($0, $1) }
        anyone.post("/passwords/:token") { try await passwords.reset($0, $1) }
        let addresses = NewAddresses(accounts: accounts)
        anyone.get("/addresses/:token") { try await addresses.show($0, $1) }
        anyone.post("/addresses/:token") { try await addresses.confirm($0, $1) }
        anyone.get("/addresses/stops/:token") { try await addresses.showStop($0, $1) }
        anyone.post("/addresses/stops/:token") { try await addresses.stop($0, $1) }
        let data = OwnData(accounts: accounts, sources: sources)
        anyone.get("/deletions/:token") { try await data.confirm($0, $1) }
        anyone.post("/deletions/:token") { try await data.delete($0, $1) }
    }

    private func mountOwn(on members: RouteGroup<MemberContext>) {
        let pages = OwnPages(accounts: accounts, places: places, things: things)
        let secrets = OwnSecrets(accounts: accounts)
        let codes = OwnCodes(accounts: accounts)
        let sessions = OwnSessions(accounts: accounts)
        let data = OwnData(accounts: accounts, sources: sources)
        members.get("/account") { try await pages.index($0, $1) }
        members.post("/account/consents") { try await pages.agree($0, $1) }
        members.get("/account/profile") { try await pages.profile($0, $1) }
        members.post("/account/profile") { try await pages.changeProfile($0, $1) }
        members.get("/account/email") { try await secrets.email($0, $1) }
        members.post("/account/email") { try await secrets.changeEmail($0, $1) }
        members.get("/account/password") { try await secrets.password($0, $1) }
        members.post("/account/password") { try await secrets.changePassword($0, $1) }
        members.get("/account/codes") { try await codes.show($0, $1) }
        members.post("/account/codes") { try await codes.create($0, $1) }
        members.get("/account/codes/end") { try await codes.askToStop($0, $1) }
        members.post("/account/codes/end") { try await codes.stop($0, $1) }
        members.get("/account/recovery-codes") { try await codes.askToRenew($0, $1) }
        members.post("/account/recovery-codes") { try await codes.renew($0, $1) }
        members.get("/account/sessions") { try await sessions.index($0, $1) }
        members.post("/account/sessions") { try await sessions.end($0, $1) }
        members.get("/account/data") { try await data.show($0, $1) }
        members.get("/account/data/archive") { try await data.archive($0, $1) }
        members.get("/account/deletion") { try await data.deletion($0, $1) }
        members.post("/account/deletion") { try await data.askForDeletion($0, $1) }
    }

    private func mountOwnProviders(on members: RouteGroup<MemberContext>) {
        let providers = OwnProviders(accounts: accounts)
        members.get("/account/providers") { try await providers.index($0, $1) }
        members.post("/account/providers/:provider/departures") {
            try await providers.depart($0, $1)
        }
        members.get("/account/providers/:provider/link") { try await providers.link($0, $1) }
        members.post("/account/providers/:provider/link") { try await providers.create($0, $1) }
        members.get("/account/providers/:provider/end") { try await providers.leave($0, $1) }
        members.post("/account/providers/:provider/end") { try await providers.unlink($0, $1) }
    }

    private func mountRoles(on staff: RouteGroup<StaffContext>) {
        let roles = Roles(accounts: accounts, things: things, office: office)
        staff.get("/roles") { try await roles.moved($0, $1) }
        staff.get("/admin/people") { try await roles.index($0, $1) }
        staff.post("/admin/people") { try await roles.create($0, $1) }
        staff.post("/admin/people/withdrawals") { try await roles.withdraw($0, $1) }
        staff.post("/admin/people/invitations/withdrawals") {
            try await roles.withdrawInvitation($0, $1)
        }
    }

    private func mountMail(on staff: RouteGroup<StaffContext>) {
        let suspensions = Suspensions(accounts: accounts)
        staff.get("/suspensions") { try await suspensions.new($0, $1) }
        staff.post("/suspensions") { try await suspensions.lift($0, $1) }
    }
}
