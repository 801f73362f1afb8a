package import Spaces
import Storage

extension SettingFlags {
    /// Opens the installation for one command, and closes its database however the command ends.
    package func withInstallation<Result>(
        modules: [any SpaceModule.Type],
        beginning: Beginning = .never,
        _ work: (Installation) async throws -> Result
    ) async throws -> Result {
        let installation = try await Installation.open(
            settings: try await settings(),
            modules: modules,
            beginning: beginning
        )
        do {
            let result = try await work(installation)
            try await installation.database.close()
            return result
        } catch {
            // What went wrong is said, not that closing failed as well.
            try? await installation.database.close()
            throw error
        }
    }
}
