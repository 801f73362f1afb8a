import Credentials
import Kernel
import TestSupport
import Testing
import Web

@testable import Accounts

/// Goal: rights are given and taken by those who may, count at once, and stay on record.
///
/// Method: forms over a socket to a live site, and the actions beneath them.
@Suite("Roles")
struct RoleTests {
    @Test("visitors are led to signing in, members are refused, staff without codes set them up")
    func gates() async throws {
        try await AccountHouse.run { house in
            var visitor = house.browser()
            var member = try await house.register()

            let asked = try await visitor.get("/en/admin/people")
            let refused = try await member.get("/en/admin/people")

            #expect(asked.field("Location") == "/en/sign-in?next=%2Fen%2Fadmin%2Fpeople")
            #expect(refused.status == 403)
            #expect(refused.text.contains("You do not have permission"))

            _ = try await house.house.accounts.give(
                RoleGrant(role: .administrator),
                to: try EmailAddress(typed: AccountHouse.ada),
                at: place,
                in: house.house.scope()
            )
            // A change of rights ends every session.
            #expect(try await member.get("/en/account").status == 303)
            _ = try await member.post(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("way", "link")]
            )
            _ = try await member.post(try await house.link())
            let codes = try await member.get("/en/admin/people")
            #expect(codes.field("Location") == "/en/account/codes?next=%2Fen%2Fadmin%2Fpeople")
            _ = try await house.startCodes(in: &member)
            #expect(try await member.get("/en/admin/people").status == 200)
        }
    }

    @Test("an administrator gives a role to a member, and invites somebody without account")
    func give() async throws {
        try await AccountHouse.run { house in
            _ = try await house.register()
            var (root, _) = try await house.administrator()

            let given = try await root.submit(
                "/en/admin/people",
                [("email", AccountHouse.ada), ("role", "moderator")]
            )
            let invited = try await root.submit(
                "/en/admin/people",
                [("email", "bob@example.org"), ("role", "analyst")]
            )

            // A second click changes nothing, and is no fault.
            let again = try await root.submit(
                "/en/admin/people",
                [("email", AccountHouse.ada), ("role", "moderator")]
            )
            #expect(again.status == 200)
            #expect(
                try await house.house.letters(to: AccountHouse.ada).count {
                    $0.text.contains("Moderator")
                } == 1
            )
            #expect(given.text.contains("The role has been given"))
            #expect(invited.text.contains("The invitation has been sent"))
            #expect(given.text.contains("Ada was given this role: Moderator (by Root)"))
            let letter = try #require(try await house.house.letters(to: AccountHouse.ada).last)
            #expect(letter.text.contains("Moderator"))

            let link = try await house.link(to: "bob@example.org")
            var bob = house.browser(network: "198.51.100.9")
            #expect(try await bob.get(link).status == 200)
            let accepted = try await bob.post(
                link,
                [("name", "Bob"), ("consent", "yes"), TestConsent.read]
            )
            #expect(accepted.status == 303)
            #expect(try await bob.get("/en/account").text.contains("Analyst"))
            #expect(
                try await bob.get("/en/account").text.contains("Your role needs one-time codes")
            )
            #expect(try await bob.get("/en/admin/people").status == 403)
            #expect(
                try await bob.post(link, [("name", "Eve"), ("consent", "yes"), TestConsent.read])
                    .status == 410
            )
        }
    }

    @Test("a demoted member's open page has no power any more, and loses nothing that was typed")
    func demoted() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            var (second, _) = try await house.administrator("two@example.org")
            let page = try await root.get("/en/admin/people")
            let member = try #require(page.memberID(of: "two@example.org"))

            let taken = try await root.submit(
                "/en/admin/people/withdrawals",
                [("member", member), ("role", "administrator")]
            )
            let late = try await second.post(
                "/en/admin/people",
                [("email", "eve@example.org"), ("role", "administrator")]
            )

            #expect(taken.text.contains("The role has been removed"))
            #expect(late.status == 403)
            #expect(late.text.contains("You are not signed in"))
            #expect(late.value(ofField: "email") == "eve@example.org")
            let letters = try await house.house.letters(to: "eve@example.org")
            #expect(letters.isEmpty)
        }
    }

    @Test("the last administrator stays, also when two take the role from each other at once")
    func last() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            let alone = try await root.get("/en/admin/people")
            let own = try #require(alone.memberID(of: "root@example.org"))
            let refused = try await root.post(
                "/en/admin/people/withdrawals",
                [("member", own), ("role", "administrator")]
            )
            #expect(refused.status == 409)
            #expect(refused.text.contains("only administrator"))

            _ = try await house.administrator("two@example.org")
            let page = try await root.get("/en/admin/people")
            let other = try #require(page.memberID(of: "two@example.org"))
            let ids = try [own, other].map { try #require(Member.ID($0)) }
            let accounts = house.house.accounts
            let scope = house.house.scope()
            async let first = accounts.take(
                .init(role: .administrator),
                from: ids[0],
                at: place,
                in: scope
            )
            async let second = accounts.take(
                .init(role: .administrator),
                from: ids[1],
                at: place,
                in: scope
            )
            let outcomes = try await [first, second].map { outcome in
                if case .success = outcome { true } else { false }
            }

            #expect(outcomes.count { $0 } == 1)
            let left = try await accounts.staff(in: scope).members
            #expect(left.count == 1)
        }
    }

    @Test("a role of one space allows nothing on the site, and none reaches another tenant")
    func bounds() async throws {
        try await AccountHouse.run { house in
            let accounts = house.house.accounts
            let space = accounts.grants([RoleGrant(role: .organiser, space: Space.ID(2))])
            let site = accounts.grants([RoleGrant(role: .analyst)])

            #expect(space.first?.space == Space.ID(2))
            #expect(space.first?.permissions.contains("site.roles") == false)
            #expect(site.first?.permissions == ["site.statistics", "site.office"])
            var (root, _) = try await house.administrator()
            var elsewhere = house.browser(at: "other")
            elsewhere.plant("session", try #require(root.cookies["session"]))
            #expect(try await elsewhere.get("/en/admin/people").status == 303)
            #expect(try await root.get("/en/admin/people").status == 200)
        }
    }

    @Test(
        "a role that does not exist, an administrator of one space, and a space that is none are refused"
    )
    func unfit() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            for role in [
                "", "emperor", "administrator/1", "moderator/9", "moderator/0", "moderator/-1",
                "moderator/x", "moderator/", "moderator/1/1",
            ] {
                let answer = try await root.post(
                    "/en/admin/people",
                    [("email", AccountHouse.ada), ("role", role)]
                )
                #expect(answer.status == 422, "\(role)")
                #expect(answer.text.contains("Choose a role"))
            }
        }
    }

    private var place: MailPlace {
        MailPlace(
            name: "Institution eci",
            spaces: [],
            origin: "http://eci.localhost",
            language: .english
        )
    }
}

extension HTTPAnswer {
    /// The account whose row on the page of roles has that address.
    fileprivate func memberID(of address: String) -> String? {
        guard let row = text.firstRange(of: address) else { return nil }
        let rest = text[row.upperBound...]
        guard let start = rest.firstRange(of: "name=\"member\" value=\"") else { return nil }
        return String(rest[start.upperBound...].prefix { $0 != "\"" })
    }
}
