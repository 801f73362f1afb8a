package import Kernel
package import Mail
import Storage
import Web

extension Tenants {
    /// Who sends an institution's letters; empty where nothing was set.
    package func sender(of tenant: Tenant.ID) async throws -> MailSender {
        try await database.readShared { try SenderStore.find(of: tenant, in: &$0) }
    }

    /// What stands around the letters of an institution; nil when there is no such institution.
    ///
    /// Without a sender of its own it has the installation's, if there is one, or `no-reply` at its
    /// first host name by the alphabet.
    package func letterhead(
        of id: Tenant.ID,
        standard: MailAddress? = nil
    ) async throws -> Letterhead? {
        try await database.readShared { transaction in
            guard let tenant = try TenantStore.find(id, in: &transaction) else { return nil }
            let host = try TenantStore.firstHost(of: id, in: &transaction)
            let own = try SenderStore.find(of: id, in: &transaction)
            let sender =
                own.address ?? standard ?? MailAddress("no-reply@\(host ?? "\(id).localhost")")
            guard let sender else { return nil }
            return Letterhead(
                institution: tenant.name,
                accent: try LookStore.accent(of: id, in: &transaction)?.day,
                sender: sender,
                replyTo: own.replyTo
            )
        }
    }
}
