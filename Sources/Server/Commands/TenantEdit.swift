import ArgumentParser
import Kernel
import Mail
import Operation
import Pictures
import Spaces
import Storage
import Web

extension TenantCommand {
    /// `parvis tenant edit`.
    struct Edit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Changes an institution's name, purpose, time zone, look, legal links and mail.",
            discussion: """
                Example:

                  parvis tenant edit senat --name "Sénat" --color "#8c1c3b" --logo senat.png \\
                    --privacy https://www.senat.example/privacy

                A colour that is too light or too dark to be read is made darker or lighter, and \\
                said so; one that would become another colour is refused. Pictures are PNG or \\
                JPEG; what is not part of the picture (comments, places, rotation) is removed.
                """
        )

        @OptionGroup var flags: SettingFlags

        @Argument(help: "The short name of the institution.")
        var id: String

        @Option(help: "The name that people read, in the first of its languages.")
        var name: String?

        @Option(
            name: .customLong("name-in"),
            help: "The name in another language: fr=Sénat. Nothing behind = takes it away."
        )
        var names: [TextInLanguage] = []

        @Option(
            name: .customLong("purpose-in"),
            help: "What people can do there, in a sentence: fr=…. Nothing behind = takes it away."
        )
        var purposes: [TextInLanguage] = []

        @Option(
            name: .customLong("time-zone"),
            help: "By whose clocks its days begin and end: Europe/Paris."
        )
        var zone: CivilZone?

        @Option(help: "The colour of links and buttons: #1d3f94.")
        var color: String?

        @Option(help: "The same for dark pages; made from --color unless told.")
        var nightColor: String?

        @Option(help: "The picture beside the name: a file.")
        var logo: String?

        @Option(
            name: .customLong("logo-text-in"),
            help: "What the logo says beside the name: fr=…. Nothing behind = takes it away."
        )
        var logoTexts: [TextInLanguage] = []

        @Option(help: "The square picture of the browser's tab: a file.")
        var favicon: String?

        @Option(help: "What other sites show beside a link, best 1200 by 630: a file.")
        var share: String?

        @Option(help: "The address of the legal notice.")
        var legalNotice: String?

        @Option(help: "The address of the privacy statement, instead of the page here.")
        var privacy: String?

        @Option(help: "The address of the terms of use.")
        var terms: String?

        @Option(help: "The address of the rules for contributions, instead of the page here.")
        var moderationPolicy: String?

        @Option(help: "The address of the accessibility statement, instead of the page here.")
        var accessibility: String?

        @Option(help: "Where people write: https://… or mailto:….")
        var contact: String?

        @Option(help: "The address that sends its letters: no-reply@eci.example.org.")
        var mailSender: String?

        @Option(help: "Where answers to its letters go.")
        var mailReplyTo: String?

        @Option(
            name: .customLong("remove"),
            help: """
                Takes away what was set: \
                \(TenantChange.Part.all.map(\.name).joined(separator: ", ")).
                """
        )
        var removals: [String] = []

        func run() async throws {
            let change = try change()
            try await flags.withInstallation { installation in
                guard let tenant = Tenant.ID(id) else { throw LookMessages.error(.unknownTenant) }
                switch try await installation.tenants.edit(
                    change,
                    in: installation.scope(of: tenant)
                ) {
                case .success(let report):
                    for line in LookMessages.lines(report) { Console.say(line) }
                    Console.say("Changed \(id). Running servers show it within a second.")
                case .failure(let refusal): throw LookMessages.error(refusal)
                }
            }
        }

        private func change() throws -> TenantChange {
            var change = TenantChange()
            change.name = name
            change.names = names.byLanguage
            change.purposes = purposes.byLanguage
            change.zone = zone
            change.color = color
            change.nightColor = nightColor
            for (kind, file) in [(.logo, logo), (.favicon, favicon), (.share, share)]
                as [(SiteLook.Picture.Kind, String?)]
            {
                if let file { change.pictures[kind] = try Files.read(file) }
            }
            change.logoTexts = logoTexts.byLanguage
            change.links[.legalNotice] = legalNotice
            change.links[.privacy] = privacy
            change.links[.terms] = terms
            change.links[.moderation] = moderationPolicy
            change.links[.accessibility] = accessibility
            change.links[.contact] = contact
            change.mailSender = mailSender
            change.mailReplyTo = mailReplyTo
            change.removals = try removals.map { name in
                guard let part = TenantChange.Part.all.first(where: { $0.name == name }) else {
                    throw ValidationError("There is nothing called \(name) to remove.")
                }
                return part
            }
            return change
        }
    }

    /// `parvis tenant show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows what is set for an institution."
        )

        @OptionGroup var flags: SettingFlags

        @Argument(help: "The short name of the institution.")
        var id: String

        func run() async throws {
            try await flags.withInstallation { installation in
                let site = try await installation.site(id)
                let sender = try await installation.tenants.sender(of: site.tenant.id)
                for line in LookMessages.lines(site, sender: sender) { Console.say(line) }
            }
        }
    }
}
