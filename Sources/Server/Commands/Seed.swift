import ArgumentParser
import FoundationEssentials
import Initiatives
import Kernel
import Ledger
import Spaces
import Storage
import Vault
import Web

/// `parvis seed`.
struct Seed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fills an installation with contents to look at.", subcommands: [Demo.self])

    /// `parvis seed demo`.
    struct Demo: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the demonstration site of European citizens' initiatives.",
            discussion: """
                The register's history and three initiatives around today; keys for the authorities
                of all 27 states, whose private halves lie in <data>/demo-authorities so that you
                can play the authority. Running it again only moves dates that have passed.
                """)

        @OptionGroup var flags: SettingFlags

        @Option(help: "How many fictitious citizens sign the open initiative.")
        var signatures = 20_000

        func validate() throws {
            guard (0...5_000_000).contains(signatures) else {
                throw ValidationError("--signatures must be from 0 to 5000000.")
            }
        }

        func run() async throws {
            let installation = try Installation(settings: try await flags.settings())
            let now = installation.clock.now
            try await installation.migrator.run(at: now)
            let tenant = try await makeTenant(in: installation, at: now)
            let scope = Scope(tenant: tenant, actor: .operatorOfServer, now: now)
            try await DemoAuthorities(installation: installation).make(in: scope)
            let outcome = try await withIntake(of: installation) {
                try await DemoSeed(initiatives: installation.initiatives())
                    .run(signatures: signatures, in: scope)
            }
            if outcome.added > 0 {
                Console.say(
                    "Demonstration: \(outcome.added) initiatives, "
                        + "\(outcome.signed) fictitious statements of support.")
            }
            try await installation.database.close()
        }

        private func makeTenant(
            in installation: Installation, at now: Instant
        ) async throws -> Tenant.ID {
            guard let id = Tenant.ID("eci") else { throw ExitCode.failure }
            let site = Site(
                tenant: Tenant(
                    id: id, name: "European Citizens’ Initiative (demonstration)",
                    languages: [.english, .french], isListed: true),
                hosts: [], spaces: [Space(slug: "initiatives", module: "initiatives")])
            switch try await installation.tenants.create(site, at: now) {
            case .success, .failure(.idTaken): return id
            case .failure(let refusal): throw TenantMessages.error(refusal)
            }
        }

        /// The intake has to run while statements come in.
        private func withIntake<Value: Sendable>(
            of installation: Installation, _ body: @Sendable () async throws -> Value
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
