import Kernel
package import Logging
import ServiceLifecycle
import Storage
package import Web

/// Keeps the directory of sites up to date: what the database says, at most a second late.
package struct SiteLoader: Service {
    private let tenants: Tenants
    private let directory: SiteDirectory
    private let logger: Logger

    package init(tenants: Tenants, directory: SiteDirectory, logger: Logger) {
        self.tenants = tenants
        self.directory = directory
        self.logger = logger
    }

    /// Reads the list once; called before the first request.
    package func load() async throws {
        directory.replace(with: try await tenants.all())
    }

    package func run() async {
        await cancelWhenGracefulShutdown {
            var failed = false
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                do {
                    try await load()
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
