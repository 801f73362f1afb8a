package import ArgumentParser
package import Spaces
package import Web

/// The flags of a command that is about one institution.
package struct TenantFlags: ParsableArguments {
    @OptionGroup package var flags: SettingFlags

    @Option(help: "The institution's short name.")
    package var tenant: String

    package init() {}

    /// Opens the installation for one command, with the institution that it is about.
    ///
    /// Throws a sentence when there is none of that name.
    package func withSite<Result>(
        modules: [any SpaceModule.Type],
        _ work: (Installation, Site) async throws -> Result
    ) async throws -> Result {
        try await flags.withInstallation(modules: modules) { installation in
            try await work(installation, try await installation.site(tenant))
        }
    }
}
