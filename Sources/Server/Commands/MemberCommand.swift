import Accounts
import ArgumentParser
import Credentials
import Kernel
import Operation
import Spaces
import Storage
import Web

/// `parvis member`.
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "Invites people to run an institution, and lists those who do.",
        subcommands: [Invite.self, List.self]
    )

    /// `parvis member invite`.
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Gives a role to the owner of an address, by a letter when they have no account.",
            discussion: """
                The first administrator of an institution:

                  parvis member invite --tenant senat --role administrator \\
                    --email lea@senat.example

                Administrators give all other roles on their page of roles. The link is printed as well,
                for the day on which mail does not work yet: whoever has it can accept.
                """
        )

        @OptionGroup var at: TenantFlags

        @Option(help: "administrator, organiser, moderator or analyst.")
        var role: String

        @Option(help: "The address of whoever is invited.")
        var email: String

        @Option(help: "For one space only: its slug.")
        var space: String?

        @Option(help: "The language of the letter; the institution's first one unless said.")
        var language: String?

        func run() async throws {
            try await at.withSite { installation, site in
                let outcome = try await installation.accounts.give(
                    try grant(at: site),
                    to: try address(),
                    at: try place(of: site, installation),
                    in: installation.scope(of: site)
                )
                switch outcome.mail {
                case .success: Console.say("A letter is on its way to \(email).")
                case .failure: Console.complain("No letter can be sent to \(email) now.")
                }
                if let link = outcome.link {
                    Console.say("Whoever has this link can accept within a week:\n\(link)")
                } else {
                    Console.say(
                        "They have an account: the role counts from the next time they sign in."
                    )
                }
            }
        }

        private func grant(at site: Site) throws -> RoleGrant {
            guard let role = Role(rawValue: role) else {
                let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("There is no role \(role). There are: \(names).")
            }
            guard let space else { return RoleGrant(role: role) }
            guard role.canBeOfSpace else {
                throw ValidationError("An administrator is one of the whole institution.")
            }
            guard let found = site.space(space) else {
                throw ValidationError("\(site.tenant.id) has no space \(space).")
            }
            return RoleGrant(role: role, space: found.id)
        }

        private func address() throws -> EmailAddress {
            do {
                return try EmailAddress(typed: email)
            } catch {
                throw ValidationError("\(email) is no e-mail address.")
            }
        }

        private func place(of site: Site, _ installation: Installation) throws -> MailPlace {
            let tag = language.flatMap { LanguageTag($0) } ?? site.tenant.defaultLanguage
            guard site.tenant.languages.contains(tag) else {
                throw ValidationError("\(site.tenant.id) has no pages in \(tag.text).")
            }
            return MailPlace(
                name: site.tenant.name,
                spaces: site.spaces,
                origin: try installation.origin(of: site),
                language: tag
            )
        }
    }

    /// `parvis member list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists whoever has a role at an institution."
        )

        @OptionGroup var at: TenantFlags

        func run() async throws {
            try await at.withSite { installation, site in
                let scope = installation.scope(of: site)
                let (members, _) = try await installation.accounts.staff(
                    withRolesOfThings: true,
                    in: scope
                )
                for person in members {
                    for grant in person.grants {
                        let space = site.spaces.first { $0.id == grant.space }
                        let thing = grant.subject.map { " of \($0.id)" } ?? ""
                        let place = thing + (space.map { " of \($0.slug)" } ?? "")
                        let codes = person.hasCodes ? "" : "  (no one-time codes yet)"
                        let name = "\(person.member.name) <\(person.email)>"
                        Console.say("\(grant.role.rawValue)\(place): \(name)\(codes)")
                    }
                }
                if members.isEmpty {
                    Console.say(
                        "Nobody yet: parvis member invite --tenant \(at.tenant) --role administrator …"
                    )
                }
            }
        }
    }
}
