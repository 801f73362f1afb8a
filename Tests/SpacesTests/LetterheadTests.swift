import Kernel
import Mail
import TestSupport
import Testing
import Web

@testable import Spaces

/// Goal: people see who writes to them, and answers reach somebody.
///
/// Method: institutions with and without host names and senders of their own.
@Suite("Who sends an institution's letters")
struct LetterheadTests {
    @Test(
        "its own sender, else the installation's, else no-reply at its first host by the alphabet"
    )
    func senders() async throws {
        try await TestHouse.run(modules: []) { house in
            let hosted = Site(
                tenant: Tenant(
                    id: try #require(Tenant.ID("hosted")),
                    name: "Sénat",
                    languages: [.english],
                    isListed: true
                ),
                hosts: ["petitions.example.org", "old.example.org"],
                spaces: []
            )
            _ = try await house.tenants.create(hosted, at: house.clock.now)
            var change = TenantChange()
            change.mailSender = "letters@eci.example.org"
            change.mailReplyTo = "office@eci.example.org"
            change.color = "#0a7f5a"
            _ = try await house.tenants.edit(.eci, change).get()

            let heads = try await house.tenants.letterheads()
            let standard = try await house.tenants.letterheads(
                standard: MailAddress("parvis@example.org")
            )

            #expect(heads[.eci]?.sender.text == "letters@eci.example.org")
            #expect(heads[.eci]?.replyTo?.text == "office@eci.example.org")
            #expect(heads[.eci]?.accent == "0a7f5a")
            #expect(heads[.eci]?.institution == "Institution eci")
            #expect(heads[.other]?.sender.text == "no-reply@other.localhost")
            #expect(heads[hosted.tenant.id]?.sender.text == "no-reply@old.example.org")
            #expect(standard[.other]?.sender.text == "parvis@example.org")
            #expect(standard[.eci]?.sender.text == "letters@eci.example.org")
        }
    }

    @Test("one of the two addresses can be changed alone, and both taken away again")
    func changed() async throws {
        try await TestHouse.run(modules: []) { house in
            var sender = TenantChange()
            sender.mailSender = "letters@eci.example.org"
            _ = try await house.tenants.edit(.eci, sender).get()
            var reply = TenantChange()
            reply.mailReplyTo = "office@eci.example.org"
            _ = try await house.tenants.edit(.eci, reply).get()
            let both = try await house.tenants.senders()[.eci]
            var removal = TenantChange()
            removal.removals = [.mail]
            _ = try await house.tenants.edit(.eci, removal).get()

            #expect(both?.address?.text == "letters@eci.example.org")
            #expect(both?.replyTo?.text == "office@eci.example.org")
            #expect(try await house.tenants.senders().isEmpty)
        }
    }

    @Test("what is no address is refused", arguments: ["", "x", "a@b\r\nBcc: c@d.example"])
    func refused(address: String) async throws {
        try await TestHouse.run(modules: []) { house in
            var change = TenantChange()
            change.mailSender = address

            let edited = try await house.tenants.edit(.eci, change)

            #expect(throws: TenantChange.Refusal.invalidMailAddress(address)) { try edited.get() }
        }
    }
}
