import Credentials
import Kernel
import Storage
import TestSupport
import Testing

@testable import Accounts

extension SuggestionHouse {
    /// A browser of somebody with a role, who has given a one-time code.
    func staff(
        _ role: Role,
        of space: Space.ID = .site,
        name: String = "Rosa",
        address: String = "rosa@example.org"
    ) async throws -> TestBrowser {
        let accounts = house.accounts
        let email = try EmailAddress(typed: address)
        let scope = Scope(tenant: .eci, actor: .server, now: house.clock.now)
        let member = Member(
            id: Member.ID(at: scope.now, random: house.random),
            name: name,
            language: .english
        )
        let session = try await house.database.write(in: scope) { transaction in
            let made = try accounts.make(member, email: email, in: &transaction)
            let account = try #require(made)
            let grant = RoleGrant(role: role, space: space)
            try accounts.give(grant, to: account.id, by: nil, in: &transaction)
            let visit = SignInVisit(device: "Firefox", network: nil, replaced: nil, next: "")
            let again = try accounts.account(account.id, in: &transaction)
            return try accounts.begin(
                again,
                .init(visit: visit, hasSecondFactor: true),
                in: &transaction
            )
        }
        var browser = TestBrowser(at: site)
        browser.plant("session", session.token)
        return browser
    }
}
