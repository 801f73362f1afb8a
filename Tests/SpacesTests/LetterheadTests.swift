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
            _ = try await house.tenants.edit(change, in: house.scope()).get()

            let tenants = house.tenants
            let nobody = try #require(Tenant.ID("nobody"))
            let own = try #require(try await tenants.letterhead(of: .eci))
            let standard = MailAddress("parvis@example.org")
            func sender(_ id: Tenant.ID, _ standard: MailAddress? = nil) async throws -> String? {
                try await tenants.letterhead(of: id, standard: standard)?.sender.text
            }

            #expect(own.sender.text == "letters@eci.example.org")
            #expect(own.replyTo?.text == "office@eci.example.org")
            #expect(own.accent == "0a7f5a")
            #expect(own.institution == "Institution eci")
            #expect(try await sender(.other) == "no-reply@other.localhost")
            #expect(try await sender(hosted.tenant.id) == "no-reply@old.example.org")
            #expect(try await sender(.other, standard) == "parvis@example.org")
            #expect(try await sender(.eci, standard) == "letters@eci.example.org")
            #expect(try await tenants.letterhead(of: nobody, standard: standard) == nil)
        }
    }

    @Test("one of the two addresses can be changed alone, and both taken away again")
    func changed() async throws {
        try await TestHouse.run(modules: []) { house in
            var sender = TenantChange()
            sender.mailSender = "letters@eci.example.org"
            _ = try await house.tenants.edit(sender, in: house.scope()).get()
            var reply = TenantChange()
            reply.mailReplyTo = "office@eci.example.org"
            _ = try await house.tenants.edit(reply, in: house.scope()).get()
            let both = try await house.tenants.sender(of: .eci)
            var removal = TenantChange()
            removal.removals = [.mail]
            _ = try await house.tenants.edit(removal, in: house.scope()).get()

            #expect(both.address?.text == "letters@eci.example.org")
            #expect(both.replyTo?.text == "office@eci.example.org")
            #expect(try await house.tenants.sender(of: .eci) == MailSender())
        }
    }

    @Test("what is no address is refused", arguments: ["", "x", "a@b\r\nBcc: c@d.example"])
    func refused(address: String) async throws {
        try await TestHouse.run(modules: []) { house in
            var change = TenantChange()
            change.mailSender = address

            let edited = try await house.tenants.edit(change, in: house.scope())

            #expect(throws: TenantChange.Refusal.invalidMailAddress(address)) { try edited.get() }
        }
    }
}
