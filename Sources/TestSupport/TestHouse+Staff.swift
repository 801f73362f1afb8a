import Credentials
package import Kernel
import Storage

@testable package import Accounts

/// Staff, as a test needs them that is about something else than how they came in.
extension TestHouse {
    /// A browser of somebody with a role, or with several, who has given a one-time code.
    package func staff(
        _ grant: RoleGrant,
        and others: [RoleGrant] = [],
        of tenant: Tenant.ID = .eci,
        at site: TestSite,
        name: String = "Rosa",
        address: String = "rosa@example.org"
    ) async throws -> TestBrowser {
        let accounts = accounts
        let email = try EmailAddress(typed: address)
        let scope = Scope(tenant: tenant, actor: .server, now: clock.now)
        let member = Member(
            id: Member.ID(at: scope.now, random: random),
            name: name,
            language: .english
        )
        let session = try await database.write(in: scope) { transaction in
            guard let account = try accounts.make(member, email: email, in: &transaction) else {
                throw TakenAddress()
            }
            for each in [grant] + others {
                try accounts.give(each, to: account.id, by: nil, in: &transaction)
            }
            let visit = SignInVisit(device: "Firefox", network: nil, replaced: nil, next: "")
            let again = try accounts.account(account.id, in: &transaction)
            return try accounts.begin(
                again,
                .init(visit: visit, hasSecondFactor: true),
                in: &transaction
            )
        }
        var browser = TestBrowser(at: site, tenant: tenant.text)
        browser.plant("session", session.token)
        return browser
    }

    private struct TakenAddress: Error {}
}
