import Kernel
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
    private let changed: @Sendable () -> Void
    private let logger: Logger

    /// `changed` is called when anything is another than at the last look.
    package init(
        tenants: Tenants,
        directory: SiteDirectory,
        logger: Logger,
        changed: @escaping @Sendable () -> Void = {}
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
        changed()
        return listing.revision
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            var failed = false
            var revision = directory.revision
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                do {
                    revision = try await load(since: revision)
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
