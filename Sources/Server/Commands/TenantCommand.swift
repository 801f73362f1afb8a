import ArgumentParser
import Kernel
import Operation
import Spaces
import Storage
import Web

/// `parvis tenant`.
struct TenantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant",
        abstract: "Makes, changes and lists institutions.",
        subcommands: [Create.self, Edit.self, Show.self, List.self]
    )

    /// `parvis tenant create`.
    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes an institution with its spaces.",
            discussion: """
                Example:

                  parvis tenant create senat --name "Sénat" --language fr \\
                    --host petitions.senat.example --space initiatives

                It appears on a running server within a second.
                """
        )

        @OptionGroup var flags: SettingFlags

        @Argument(help: "A short name for addresses and keys: a-z, 0-9 and hyphens. For ever.")
        var id: String

        @Option(help: "The name that people read.")
        var name: String

        @Option(name: .customLong("name-in"), help: "The same in another language: fr=Sénat.")
        var names: [TextInLanguage] = []

        @Option(
            name: .customLong("purpose-in"),
            help: "What people can do there, in a sentence: fr=…."
        )
        var purposes: [TextInLanguage] = []

        @Option(name: .customLong("language"), help: "A language of its pages, the default first.")
        var languages: [String] = ["en"]

        @Option(name: .customLong("time-zone"), help: "By whose clocks its days begin and end.")
        var zone = CivilZone.brussels

        @Option(name: .customLong("host"), help: "A host name of its own.")
        var hosts: [String] = []

        @Option(
            name: .customLong("space"),
            help: "A space: a module's name, or slug=module."
        )
        var spaces: [String] = []

        @Flag(help: "Leave it out of the list of institutions.")
        var unlisted = false

        func run() async throws {
            try await flags.withInstallation { installation in
                guard let id = Tenant.ID(id) else {
                    throw ValidationError(
                        "The short name must have 2 to 30 of a-z, 0-9 and hyphens."
                    )
                }
                let tags = try languages.map { text in
                    guard let tag = LanguageTag(text) else {
                        throw TenantMessages.error(.unknownLanguage(text))
                    }
                    return tag
                }
                let site = Site(
                    tenant: Tenant(
                        id: id,
                        name: LocalizedText(name, others: names.byLanguage),
                        purposes: purposes.byLanguage,
                        languages: tags,
                        zone: zone,
                        isListed: !unlisted
                    ),
                    hosts: hosts.map { $0.lowercased() },
                    spaces: Space.first(try spaces.map(Self.space))
                )
                switch try await installation.tenants.create(site, at: installation.clock.now) {
                case .success:
                    Console.say("Made \(name): \(try installation.origin(of: site))/")
                case .failure(let refusal): throw TenantMessages.error(refusal)
                }
            }
        }

        private static func space(_ text: String) throws -> (slug: String, module: String) {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard let slug = parts.first, let module = parts.last else {
                throw ValidationError("--space \(text): write a module's name or slug=module.")
            }
            return (slug, module)
        }
    }

    /// `parvis tenant list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the institutions.")

        @OptionGroup var flags: SettingFlags

        func run() async throws {
            try await flags.withInstallation { installation in
                let sites = try await installation.tenants.all()
                for site in sites {
                    let languages = site.tenant.languages.map(\.text).joined(separator: " ")
                    let spaces = site.spaces.map(\.slug).joined(separator: " ")
                    let hosts = site.hosts.joined(separator: " ")
                    Console.say(
                        "\(site.tenant.id)  \(site.tenant.name.standard)  [\(languages)]  \(spaces)  \(hosts)"
                    )
                }
                if sites.isEmpty {
                    Console.say("No institution yet. See: parvis tenant create --help")
                }
            }
        }
    }
}

/// Refusals as sentences for an operator.
enum TenantMessages {
    static func error(_ refusal: Tenants.CreateRefusal) -> ValidationError {
        switch refusal {
        case .idTaken: ValidationError("There is an institution of that short name.")
        case .hostTaken(let host): ValidationError("\(host) belongs to another institution.")
        case .invalidHost(let host): ValidationError("\(host) is no host name for a site.")
        case .invalidName: ValidationError("The name must have 1 to 120 visible characters.")
        case .invalidPurpose:
            ValidationError("The purpose must have 1 to 300 visible characters.")
        case .languageNotOffered(let tag):
            ValidationError("It has no pages in \(tag); name that language too, with --language.")
        case .unknownLanguage(let tag):
            ValidationError("There is no catalogue for the language \(tag).")
        case .invalidSpace(let slug):
            ValidationError(
                "No space can have the address \(slug): it needs 1 to 60 of a-z, 0-9 and hyphens, "
                    + "and no page or language of the site may have it."
            )
        case .repeatedSpace(let slug):
            ValidationError("Two spaces cannot both have the address \(slug).")
        case .unknownModule(let module):
            ValidationError("This program has no module \(module).")
        }
    }
}
