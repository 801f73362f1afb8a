package import Kernel
package import Mail
import Storage
import Web

extension Tenants {
    /// Who sends an institution's letters; empty where nothing was set.
    package func sender(of tenant: Tenant.ID) async throws -> MailSender {
        try await database.readShared { try SenderStore.find(of: tenant, in: &$0) }
    }

    /// Who sends its letters until now; throws a refusal where another may not send them.
    ///
    /// Staff choose among the institution's own hosts, the server's domain and the one that is set: for any
    /// other, whoever runs the server has to know that it is theirs.
    func formerSender(
        _ change: TenantChange,
        _ site: Site,
        in transaction: inout Transaction
    ) throws -> MailSender {
        let former = try SenderStore.find(in: &transaction)
        guard change.expectedSender ?? former == former else {
            throw TenantChange.Refusal.changedMeanwhile
        }
        guard case .member = transaction.actor,
            let domain = change.mailSender.flatMap({ MailAddress($0) })?.domain
        else { return former }
        let own = site.hosts + ["\(site.tenant.id).localhost"]
        let known = own + [mailDomain, former.address?.domain].compactMap(\.self)
        guard known.contains(where: { $0.lowercased() == domain.lowercased() }) else {
            throw TenantChange.Refusal.foreignMailDomain(domain)
        }
        return former
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
