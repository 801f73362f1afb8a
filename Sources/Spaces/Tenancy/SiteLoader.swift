package import Kernel
package import Logging
import ServiceLifecycle
import Storage
package import Web

/// Keeps the directory of sites up to date: what the database says, at most a second late.
///
/// One row tells whether anything has changed, however many institutions there are.
package struct SiteLoader: Service {
    private let tenants: Tenants
    private let directory: SiteDirectory
    private let changed: @Sendable (Set<Tenant.ID>?) -> Void
    private let logger: Logger

    /// `changed` is called when anything is another than at the last look, and when something was taken from
    /// readers: then with whose; nil stands for all institutions.
    package init(
        tenants: Tenants,
        directory: SiteDirectory,
        logger: Logger,
        changed: @escaping @Sendable (Set<Tenant.ID>?) -> Void = { _ in }
    ) {
        self.tenants = tenants
        self.directory = directory
        self.changed = changed
        self.logger = logger
    }

    /// Reads the list if it has changed since that revision; gives the revision that is in force now.
    ///
    /// Called without one before the first request.
    @discardableResult
    package func load(since revision: Int? = nil) async throws -> Int? {
        guard let listing = try await tenants.all(since: revision) else { return revision }
        directory.replace(with: listing.sites, at: listing.revision)
        changed(nil)
        return listing.revision
    }

    /// Looks once whether anything has to be read or forgotten: one row, and whose it is when it has.
    package func look(since seen: TenancyRevision) async throws -> TenancyRevision {
        let now = try await tenants.look()
        if now.number != seen.number {
            let number = try await load(since: seen.number) ?? 0
            return TenancyRevision(number: number, gone: now.gone)
        }
        if now.gone != seen.gone { changed(try await tenants.gone(since: seen.gone)) }
        return now
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            var failed = false
            var seen = TenancyRevision(number: directory.revision ?? 0, gone: 0)
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                do {
                    seen = try await look(since: seen)
                    failed = false
                } catch {
                    // The last list stays in force; said once for each time the database goes away.
                    if !failed {
                        logger.warning(
                            "sites were not read",
                            metadata: ["error": "\(ErrorText.of(error))"]
                        )
                    }
                    failed = true
                }
            }
        }
    }
}
