package import ArgumentParser
package import Kernel
package import Spaces
import Web

/// The flags of a command that is about one space of an institution.
package struct SpaceFlags: ParsableArguments {
    @OptionGroup package var at: TenantFlags

    @Option(help: "The address of the space; needed where there are several of this module.")
    package var space: String?

    package init() {}

    /// Opens the installation for one command of a module, with the space that it is about.
    ///
    /// Throws a sentence when there is none, or when nobody said which of several.
    package func withSpace<Module: SpaceModule, Result>(
        of type: Module.Type,
        _ work: (Installation, Module, Scope) async throws -> Result
    ) async throws -> Result {
        try await at.withSite(modules: [type]) { installation, site in
            let space = try find(of: type.manifest.id, at: site)
            return try await work(
                installation,
                try installation.module(type),
                installation.scope(of: site).entering(space.id)
            )
        }
    }

    private func find(of module: String, at site: Site) throws -> Space {
        let all = site.spaces.filter { $0.module == module }
        let names = all.map(\.slug).joined(separator: ", ")
        let found = all.filter { space == nil || $0.slug == space }
        if found.count == 1 { return found[0] }
        guard let space else {
            throw ValidationError(
                all.isEmpty
                    ? "\(site.tenant.id) has no space of \(module)."
                    : "\(site.tenant.id) has several: say --space with one of \(names)."
            )
        }
        throw ValidationError("\(site.tenant.id) has no space \(space) of \(module).")
    }
}
