package import Kernel
package import Mail
import Storage
import Web

extension Tenants {
    /// Who sends each institution's letters, where that was set.
    package func senders() async throws -> [Tenant.ID: MailSender] {
        try await database.readShared { try SenderStore.all(in: &$0) }
    }

    /// What stands around the letters of each institution.
    ///
    /// Without a sender of its own it has the installation's, if there is one, or `no-reply` at its
    /// first host name by the alphabet.
    package func letterheads(
        standard: MailAddress? = nil
    ) async throws -> [Tenant.ID: Letterhead] {
        let senders = try await senders()
        var heads: [Tenant.ID: Letterhead] = [:]
        for site in try await all() {
            let id = site.tenant.id
            let host = site.hosts.first ?? id.text + ".localhost"
            let own = senders[id] ?? MailSender()
            guard let sender = own.address ?? standard ?? MailAddress("no-reply@" + host) else {
                continue
            }
            heads[id] = Letterhead(
                institution: site.tenant.name,
                accent: site.look.accent?.day,
                sender: sender,
                replyTo: own.replyTo
            )
        }
        return heads
    }
}
