import Accounts
package import Jobs
import Kernel
import Mail
import Spaces
import Web

extension Installation {
    /// Everything that this installation does by itself.
    package func jobs() throws -> [JobDefinition] {
        let jobs = try mailJobs() + house.jobs { try await origin(of: $0) }
        return jobs + [.survey(of: jobs)]
    }

    /// What runs them, in this process.
    package func scheduler() throws -> Scheduler {
        Scheduler(
            jobs: try jobs(),
            database: database,
            bell: house.host.bell,
            clock: clock,
            random: random,
            logger: logger
        )
    }

    private func mailJobs() throws -> [JobDefinition] {
        let carrier: any MailCarrier
        switch try MailRoute(settings: settings) {
        case .server(let server): carrier = SMTPCarrier(settings: server)
        case .folder(let path): carrier = MailFolder(path: path, clock: clock)
        case .none: return []
        }
        let tenants = self.tenants
        let sender = try MailRoute.sender(settings: settings)
        let postman = Postman(
            database: database,
            outbox: outbox,
            carrier: carrier,
            translations: pages.translations,
            clock: clock,
            letterhead: { try await tenants.letterhead(of: $0, standard: sender) }
        )
        return MailJobs.all(postman) { try await tenants.scopes(at: $0) }
    }
}
