import Audit
import Credentials
import Kernel
import Spaces
import Storage
import TestSupport
import Testing

@testable import Accounts

extension InitiativeHouse {
    /// A browser of somebody with a role, who has given a one-time code.
    func staff(
        _ grant: RoleGrant,
        at pages: TestSite,
        address: String = "rosa@example.org"
    ) async throws -> TestBrowser {
        let accounts = house.accounts
        let email = try EmailAddress(typed: address)
        let scope = Scope(tenant: .eci, actor: .operatorOfServer, now: house.clock.now)
        let member = Member(
            id: Member.ID(at: scope.now, random: house.random),
            name: "Rosa",
            language: .english
        )
        let session = try await house.database.write(in: scope) { transaction in
            let made = try accounts.make(member, email: email, in: &transaction)
            let account = try #require(made)
            try accounts.give(grant, to: account.id, by: nil, in: &transaction)
            let visit = SignInVisit(device: "Firefox", network: nil, replaced: nil, next: "")
            let again = try accounts.account(account.id, in: &transaction)
            return try accounts.begin(
                again,
                .init(visit: visit, hasSecondFactor: true),
                in: &transaction
            )
        }
        var browser = TestBrowser(at: pages)
        browser.plant("session", session.token)
        return browser
    }

    /// The role of whoever organises this one initiative.
    func organiser(_ id: String) -> RoleGrant {
        RoleGrant(role: .organiser, of: house.scope().subject("initiative", id))
    }

    /// What was noted since the keys were registered, the latest first.
    func noted() async throws -> [String] {
        let (audit, scope) = (house.host.audit, house.scope().entering(.site))
        let found = try await house.database.read(in: scope) {
            try audit.entries(AuditSearch(), before: nil, in: &$0)
        }
        return found.entries.map(\.action.name).filter { $0 != "authority-key-registered" }
    }
}
