import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Accounts

/// Goal: who is signed in is read anew for each request, and costs one statement, whoever it is.
///
/// Method: members with and without roles, and a session that ends; the statements are counted.
@Suite("Reading sessions")
struct SessionReadsTests {
    @Test("a member's session, name and roles are one statement, by their indexes")
    func statements() async throws {
        try await AccountHouse.run { house in
            let ada = try await house.register()
            let token = try #require(ada.cookies["session"])
            let accounts = house.house.accounts
            let member = try #require(
                try await accounts.session(of: token, in: house.house.scope())?.member
            )
            for role in [Role.analyst, .moderator] {
                let grant = RoleGrant(role: role, space: .site)
                try await house.house.database.write(in: house.house.scope()) { transaction in
                    _ = try RoleStore.give(grant, to: member.id, in: &transaction)
                }
            }

            var found: Session?
            let said = try await house.house.statements.during {
                found = try await accounts.session(of: token, in: house.house.scope())
            }

            #expect(found?.member == member && member.name == "Ada")
            let analyst = accounts.rules.filter { $0.roles.contains(.analyst) }.map(\.permission)
            let moderator = accounts.rules.filter { $0.roles.contains(.moderator) }.map(
                \.permission
            )
            #expect(
                Set((found?.grants ?? []).map(\.permissions)) == [Set(analyst), Set(moderator)]
            )
            #expect(said.count == 1)
            for table in ["session", "member", "granted"] {
                #expect(said.allSatisfy { !$0.scans(table) }, "\(said.map(\.plan))")
            }
        }
    }

    @Test("many who ask at once each get their own session, and nobody one that has ended")
    func many() async throws {
        try await AccountHouse.run { house in
            var tokens: [String] = []
            for name in ["Ada", "Ben", "Cem"] {
                let browser = try await house.register("\(name)@example.org", name: name)
                tokens.append(try #require(browser.cookies["session"]))
            }
            let accounts = house.house.accounts
            let ended = try #require(
                try await accounts.session(of: tokens[2], in: house.house.scope())
            )
            _ = try await accounts.signOut(ended, in: house.house.scope())

            let all = tokens
            let names = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<30 {
                    group.addTask {
                        let scope = house.house.scope()
                        let session = try await accounts.session(of: all[number % 3], in: scope)
                        return (number, session?.member?.name ?? "nobody")
                    }
                }
                return try await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
            }

            let expected = ["Ada", "Ben", "nobody"]
            for number in 0..<30 { #expect(names[number] == expected[number % 3]) }
        }
    }
}
