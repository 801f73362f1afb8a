import Accounts
import Credentials
import Kernel
import TestSupport
import Testing

/// Goal: an invitation gives what its sender may give, and can be taken back until it is used.
///
/// Method: forms over a socket to a live site.
@Suite("Invitations")
struct InvitationTests {
    private let bob = "bob@example.org"
    private let form = [("name", "Bob"), ("consent", "yes"), TestConsent.read]

    @Test("the record of roles names who invited, whoever opens the link")
    func sender() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            _ = try await root.post("/en/admin/people", [("email", bob), ("role", "analyst")])
            let before = try await root.get("/en/admin/people")
            var guest = house.browser(network: "198.51.100.9")
            _ = try await guest.post(try await house.link(to: bob), form)
            let after = try await root.get("/en/admin/people")

            #expect(before.text.contains("Withdraw the invitation to bob@example.org"))
            #expect(!after.text.contains("Withdraw the invitation to"))
            #expect(after.text.contains("Bob was given this role: Analyst (by Root)"))
        }
    }

    @Test("the audit leads from a role to who gave it and to who accepted, whoever opens the link")
    func audited() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            _ = try await root.post("/en/admin/people", [("email", bob), ("role", "analyst")])
            var guest = house.browser(network: "198.51.100.9")
            _ = try await guest.post(try await house.link(to: bob), form)

            let given = try await root.get("/en/admin/audit?action=role-given").firstRow
            let accepted = try await root.get("/en/admin/audit?action=invitation-accepted").firstRow

            let role = try #require(given)
            #expect(role.contains(">Root</a>") && role.contains(">Bob</a>"))
            let invitation = try #require(accepted)
            #expect(invitation.contains(">someone without an account</a>"))
            #expect(invitation.contains("subject=0%2Fmember%2F"))
            #expect(invitation.contains(">Bob</a>"))
        }
    }

    @Test("what an operator invited somebody to is the operator's act")
    func ofOperator() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            _ = try await house.house.accounts.give(
                RoleGrant(role: .analyst),
                to: try EmailAddress(typed: bob),
                at: MailPlace(
                    name: "Institution eci",
                    spaces: [],
                    origin: "http://eci.localhost",
                    language: .english
                ),
                in: house.house.operatorScope()
            )
            var guest = house.browser(network: "198.51.100.9")
            _ = try await guest.post(try await house.link(to: bob), form)

            let given = try await root.get("/en/admin/audit?action=role-given").firstRow
            let role = try #require(given)
            #expect(role.contains(">the server operator</a>") && role.contains(">Bob</a>"))
        }
    }

    @Test("an invitation that is withdrawn is worth nothing, and only staff withdraw")
    func withdraw() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            _ = try await root.post(
                "/en/admin/people",
                [("email", bob), ("role", "administrator")]
            )
            let page = try await root.get("/en/admin/people")
            let name = try #require(page.value(ofField: "invitation"))
            let path = "/en/admin/people/invitations/withdrawals"
            let fields = [("invitation", name)]
            var guest = house.browser(network: "198.51.100.9")

            let stranger = try await guest.post(path, fields)
            let withdrawn = try await root.submit(path, fields)
            let again = try await root.post(path, fields)
            let late = try await guest.post(try await house.link(to: bob), form)

            #expect(stranger.status == 403)
            #expect(withdrawn.text.contains("The invitation has been withdrawn"))
            #expect(again.status == 404)
            #expect(late.status == 410)
            #expect(guest.cookies.isEmpty)
        }
    }

    @Test("whoever loses a role loses the invitations they sent; those of others stay")
    func demoted() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            var (second, _) = try await house.administrator("two@example.org")
            _ = try await second.post(
                "/en/admin/people",
                [("email", bob), ("role", "administrator")]
            )
            _ = try await root.post(
                "/en/admin/people",
                [("email", "eve@example.org"), ("role", "analyst")]
            )
            let members = try await house.house.accounts.staff(in: house.house.scope()).members
            let two = try #require(members.first { $0.email == "two@example.org" }?.member.id)

            _ = try await root.post(
                "/en/admin/people/withdrawals",
                [("member", two.text), ("role", "administrator")]
            )
            let page = try await root.get("/en/admin/people")
            var guest = house.browser(network: "198.51.100.9")
            let late = try await guest.post(try await house.link(to: bob), form)
            let other = try await guest.post(
                try await house.link(to: "eve@example.org"),
                [("name", "Eve"), ("consent", "yes"), TestConsent.read]
            )

            #expect(page.text.contains("eve@example.org"))
            #expect(!page.text.contains(bob))
            #expect(late.status == 410)
            #expect(other.status == 303)
        }
    }

    @Test("an invitation of another institution cannot be withdrawn here")
    func elsewhere() async throws {
        try await AccountHouse.run { house in
            var (root, _) = try await house.administrator()
            let accounts = house.house.accounts
            _ = try await accounts.give(
                RoleGrant(role: .analyst),
                to: try EmailAddress(typed: bob),
                at: MailPlace(
                    name: "Other",
                    spaces: [],
                    origin: "http://other.localhost",
                    language: .english
                ),
                in: house.house.scope(.other)
            )
            let open = try await accounts.invitations(in: house.house.scope(.other))
            let name = try #require(open.first?.name)

            let refused = try await root.post(
                "/en/admin/people/invitations/withdrawals",
                [("invitation", name)]
            )
            let page = try await root.get("/en/admin/people")
            let left = try await accounts.invitations(in: house.house.scope(.other))

            #expect(refused.status == 404)
            #expect(!page.text.contains(bob))
            #expect(left.count == 1)
            #expect(left.first?.sender == nil)
        }
    }
}

extension HTTPAnswer {
    /// The first row of the first table.
    fileprivate var firstRow: String? {
        guard let start = text.firstRange(of: "<tbody>") else { return nil }
        let rest = text[start.upperBound...]
        return rest.firstRange(of: "</tr>").map { String(rest[..<$0.lowerBound]) }
    }
}
