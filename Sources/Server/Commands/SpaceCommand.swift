import ArgumentParser
import Files
import Kernel
import Operation
import Spaces
import Web

/// `parvis space`.
struct SpaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "space",
        abstract: "Adds, changes and lists the spaces of an institution.",
        subcommands: [Add.self, Edit.self, Extend.self, List.self]
    )

    /// `parvis space add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds a space to an institution: a draft, until it is published.",
            discussion: """
                Example:

                  parvis space add ideas --tenant city --module initiatives \\
                    --title-in fr="Les idées" --state published
                """
        )

        @OptionGroup var at: TenantFlags

        @Argument(help: "Its address: a-z, 0-9 and hyphens.")
        var slug: String

        @Option(help: "The module that serves it.")
        var module: String

        @OptionGroup var wish: SpaceWish

        func run() async throws {
            try await at.withSite { installation, site in
                let added = try await installation.tenants.addSpace(
                    of: module,
                    at: slug,
                    try wish.change(in: site.tenant.zone),
                    in: installation.scope(of: site)
                )
                switch added {
                case .success(let space):
                    Console.say("Added \(space.slug), number \(space.id), \(space.state.rawValue).")
                case .failure(let refusal): throw SpaceMessages.error(refusal)
                }
            }
        }
    }

    /// `parvis space edit`.
    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Changes a space: its address, state, texts, phases and settings.",
            discussion: """
                Examples:

                  parvis space edit ideas --tenant city --state archived
                  parvis space edit ideas --tenant city --set waiting=5
                  parvis space edit ideas --tenant city --room 500
                  parvis space edit ideas --tenant city \\
                    --phase gathering:suggest:2026-03-01:2026-05-31 --phase answers::2026-06-01:

                The phases that are given take the place of all that were. The last day counts.
                """
        )

        @OptionGroup var at: TenantFlags

        @Argument(help: "Its address.")
        var slug: String

        @Option(name: .customLong("slug"), help: "Another address. Old links stop working.")
        var newSlug: String?

        @Option(
            help: """
                How much room the files of people may take there, in MiB; standard for what every space \
                has.
                """
        )
        var room: FileRoom?

        @OptionGroup var wish: SpaceWish

        func run() async throws {
            try await at.withSite { installation, site in
                guard let space = site.spaces.first(where: { $0.slug == slug }) else {
                    throw SpaceMessages.error(.unknownSpace)
                }
                var change = try wish.change(in: site.tenant.zone)
                change.slug = newSlug
                let edited = try await installation.tenants.edit(
                    space.id,
                    change,
                    in: installation.scope(of: site)
                )
                switch edited {
                case .success(let space):
                    if let room {
                        try await installation.tenants.setRoom(
                            of: space.id,
                            to: room.bytes,
                            in: installation.scope(of: site)
                        )
                    }
                    Console.say("Changed \(space.slug). Running servers show it within a second.")
                case .failure(let refusal): throw SpaceMessages.error(refusal)
                }
            }
        }
    }

    /// `parvis space list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: """
                Lists the spaces of an institution, with their phases and the room that files of people \
                take there.
                """
        )

        @OptionGroup var at: TenantFlags

        func run() async throws {
            try await at.withSite { installation, site in
                for space in site.spaces {
                    let scope = installation.scope(of: site).entering(space.id)
                    let usage = try await installation.uploads.usage(in: scope)
                    Console.say(
                        "\(space.id)  \(space.slug)  \(space.module)  \(space.state.rawValue)"
                    )
                    Console.say("   files: " + FileRoom.line(usage))
                    for phase in space.phases {
                        Console.say("   " + SpaceMessages.line(phase, in: site.tenant.zone))
                    }
                }
                if site.spaces.isEmpty { Console.say("No space yet. See: parvis space add --help") }
            }
        }
    }
}
