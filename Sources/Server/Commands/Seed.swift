import ArgumentParser
import FoundationEssentials
import Kernel
import Ledger
import Modules
import Operation
import Spaces
import Storage
import Web

/// `parvis seed`.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an installation with contents to look at.",
        subcommands: [Demo.self]
    )

    /// `parvis seed demo`.
    struct Demo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the sites of the demonstration.",
            discussion: (ModuleList.all.map { $0.demonstration } + [
                "Running it again only moves dates that have passed.",
                "It begins an installation where there is neither a secret nor a database.",
            ]).joined(separator: "\n\n")
        )

        @OptionGroup var flags: SettingFlags

        @Option(help: "How many fictitious people take part.")
        var signatures = 20_000

        @Flag(help: "Begins an installation also where there is a secret already.")
        var new = false

        func validate() throws {
            guard (0...5_000_000).contains(signatures) else {
                throw ValidationError("--signatures must be from 0 to 5000000.")
            }
        }

        func run() async throws {
            try await flags.withInstallation(
                beginning: new ? .asked : .whereNothingIs
            ) { installation in
                let now = installation.clock.now
                var sites: [Site] = []
                for demo in Self.demos {
                    sites.append(try await make(demo, in: installation, at: now))
                }
                let (made, crowd) = (sites, signatures)
                let added = try await withIntake(of: installation) {
                    var added: [String] = []
                    for site in made {
                        added += try await Self.fill(site, crowd: crowd, of: installation)
                    }
                    return added
                }
                for text in added { Console.say("Demonstration: " + text) }
                for site in sites {
                    let origin = try installation.origin(of: site)
                    Console.say("  \(site.tenant.name.standard): \(origin)/")
                }
            }
        }

        /// What each of its modules adds, in sentences.
        private static func fill(
            _ site: Site,
            crowd: Int,
            of installation: Installation
        ) async throws -> [String] {
            var added: [String] = []
            for case let module as any OperableModule in installation.house.modules
            where type(of: module).demoSite.id == site.tenant.id.text {
                let id = type(of: module).manifest.id
                for space in site.spaces where space.module == id {
                    let text = try await module.seedDemo(
                        crowd: crowd,
                        of: installation,
                        in: installation.scope(of: site).entering(space.id)
                    )
                    if let text { added.append(text) }
                }
            }
            return added
        }

        /// The institutions where modules are shown, each once; the first whatever modules there are.
        private static var demos: [DemoSite] {
            ModuleList.all.map { $0.demoSite }.reduce(into: [.eci]) { sites, demo in
                if !sites.contains(where: { $0.id == demo.id }) { sites.append(demo) }
            }
        }

        private func make(
            _ demo: DemoSite,
            in installation: Installation,
            at now: Instant
        ) async throws -> Site {
            guard let id = Tenant.ID(demo.id) else { throw ExitCode.failure }
            let modules = ModuleList.all.filter { $0.demoSite.id == demo.id }
            let site = Site(
                tenant: Tenant(
                    id: id,
                    name: demo.name,
                    languages: demo.languages,
                    isListed: true
                ),
                hosts: [],
                spaces: Space.first(
                    modules.map { type in (type.manifest.id, type.manifest.id) }
                )
            )
            switch try await installation.tenants.create(site, at: now) {
            case .success:
                var contact = TenantChange()
                contact.links[.contact] = "mailto:contact@example.org"
                let edit = try await installation.tenants.edit(
                    contact,
                    in: installation.scope(of: id)
                )
                if case .failure(let refusal) = edit { throw LookMessages.error(refusal) }
                return try await installation.site(id.text)
            case .failure(.idTaken): return try await installation.site(id.text)
            case .failure(let refusal): throw TenantMessages.error(refusal)
            }
        }

        /// The intake has to run while statements come in.
        private func withIntake<Value: Sendable>(
            of installation: Installation,
            _ body: @Sendable () async throws -> Value
        ) async throws -> Value {
            try await withThrowingTaskGroup(of: Value?.self) { group in
                let ledger = installation.ledger
                group.addTask {
                    await ledger.run()
                    return nil
                }
                defer { ledger.stop() }
                return try await body()
            }
        }
    }
}
