import ArgumentParser
import Kernel
import Operation
import Spaces
import Web

extension SpaceCommand {
    /// `parvis space extend`.
    struct Extend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lets a phase that goes on last longer, with a reason that everybody reads.",
            discussion: """
                Example:

                  parvis space extend ideas --tenant city --phase gathering --until 2026-06-30 \\
                    --reason "The hall was flooded"
                """
        )

        @OptionGroup var at: TenantFlags

        @Argument(help: "Its address.")
        var slug: String

        @Option(help: "The phase, by its name.")
        var phase: String

        @Option(help: "Its new last day.")
        var until: String

        @Option(help: "Why; it stands on the home page.")
        var reason: String

        func run() async throws {
            try await at.withSite { installation, site in
                guard let space = site.spaces.first(where: { $0.slug == slug }) else {
                    throw SpaceMessages.error(.unknownSpace)
                }
                guard let day = CivilDate(iso: until) else {
                    throw ValidationError("--until: \(until) is no day. Write 2026-06-30.")
                }
                var change = SpaceChange()
                change.extension = SpaceChange.Extension(
                    phase: phase,
                    closesAt: site.tenant.zone.end(of: day),
                    reason: reason
                )
                let edited = try await installation.tenants.edit(
                    space.id,
                    change,
                    in: installation.scope(of: site)
                )
                switch edited {
                case .success:
                    Console.say(
                        "\(phase) goes on until \(until). Running servers show it within a second."
                    )
                case .failure(let refusal): throw SpaceMessages.error(refusal)
                }
            }
        }
    }
}
