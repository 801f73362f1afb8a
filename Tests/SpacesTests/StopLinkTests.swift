import Accounts
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Notifications
@testable import Spaces

/// Goal: the link that stops a kind does that for the mailbox it was sent to, and says when it cannot.
@Suite("The contract with a module: links that stop")
struct StopLinkTests {
    private static func link(
        _ kind: String,
        of member: Member.ID,
        in house: SuggestionHouse
    ) async throws -> String {
        let people = house.house.host.people
        let mailbox = try await house.house.database.read(in: house.scope(0)) {
            try people.mailbox(of: member, in: &$0)
        }
        let token = StopToken(member: member, kind: kind, mailbox: try #require(mailbox))
        let text = try token.text(house.house.host.notifications.vault, at: .eci)
        #expect(text.utf8.count <= Limits.stopTokenBytes)
        return "/en/notifications/stops/" + text
    }

    @Test("after a change of address, links in old letters stop nothing")
    func moved() async throws {
        try await SuggestionHouse.run { house in
            let id = try await house.id(of: try await house.member("ada@example.org"))
            let link = try await Self.link("suggestions.added", of: id, in: house)
            #expect(try await house.site.get(link).status == 200)
            // What a change of address changes beside the address itself.
            try await house.house.database.write(in: house.scope(0)) { transaction in
                try transaction.run(
                    """
                    UPDATE member SET email_key = \([UInt8](repeating: 1, count: 32))
                    WHERE tenant_id = \(transaction.tenant) AND id = \(id)
                    """
                )
            }

            #expect(try await house.site.get(link).status == 410)
            #expect(try await house.site.post(link, []).status == 410)
            #expect(try await house.count("notification_wish") == 0)
            let other = try await Self.link("suggestions.added", of: id, in: house)
            #expect(try await house.site.post(other, []).status == 200)
            #expect(try await house.count("notification_wish") == 1)
        }
    }

    @Test("what has become a duty since the letter cannot be stopped, and the page says why")
    func duty() async throws {
        try await SuggestionHouse.run { house in
            let id = try await house.id(of: try await house.member("ada@example.org"))
            let link = try await Self.link("suggestions.decided", of: id, in: house)
            for answer in [
                try await house.site.get(link), try await house.site.post(link, []),
            ] {
                #expect(answer.status == 409)
                #expect(answer.text.contains("We cannot stop these emails"))
                #expect(answer.text.contains("Decisions about your suggestions"))
            }
            #expect(try await house.count("notification_wish") == 0)
        }
    }
}
