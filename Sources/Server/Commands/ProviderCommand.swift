import Accounts
import ArgumentParser
import Kernel
import OpenID
import Operation
import Spaces
import Storage
import Web

/// `parvis provider`.
struct ProviderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider",
        abstract: "Sets the identity providers at which people sign in to an institution.",
        subcommands: [Set.self, List.self, Remove.self]
    )

    /// `parvis provider set`.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds an OpenID Connect provider, or changes the one of that id.",
            discussion: """
                FranceConnect for petitions, where nothing of a person stays but a key:

                  parvis provider set --tenant senat --id franceconnect --name FranceConnect \\
                    --issuer https://oidc.franceconnect.gouv.fr/api/v2 --client-id … \\
                    --client-secret-file secret.txt --purpose anonymous \\
                    --scope birthdate --acr eidas1 --signed-userinfo

                At the provider, register the address of return that is printed.
                """
        )

        @OptionGroup var at: TenantFlags

        @Option(help: "A short name for addresses: a-z, 0-9 and hyphens.")
        var id: String

        @Option(help: "The name that people know it by.")
        var name: String

        @Option(help: "The issuer, exactly as its discovery document names it.")
        var issuer: String

        @Option(help: "What the provider calls this institution.")
        var clientID: String

        @Option(help: "A file with the secret that the provider gave.")
        var clientSecretFile: String

        @Option(help: "member: for accounts. anonymous: nothing of a person stays but a key.")
        var purpose: String = "member"

        @Option(name: .customLong("scope"), help: "What is asked for beside openid.")
        var scopes: [String] = []

        @Option(
            name: .customLong("acr"),
            help: "An accepted level of assurance, the weakest first."
        )
        var acrValues: [String] = []

        @Option(help: "client_secret_post or client_secret_basic.")
        var authentication: String = "client_secret_post"

        @Flag(help: "Claims must come as a signed token.")
        var signedUserinfo = false

        @Option(help: "Where it stands among others; the smallest number first.")
        var position: Int = 0

        func run() async throws {
            try await at.withSite { installation, site in
                guard let purpose = IdentityProvider.Purpose(rawValue: purpose) else {
                    throw ValidationError("The purpose is member or anonymous.")
                }
                guard let authentication = ClientAuthentication(rawValue: authentication) else {
                    throw ValidationError("client_secret_post and client_secret_basic are known.")
                }
                let secret = String(decoding: try Files.read(clientSecretFile), as: UTF8.self)
                var settings = ProviderSettings(
                    issuer: issuer,
                    clientID: clientID,
                    clientSecret: secret.filter { !$0.isWhitespace },
                    authentication: authentication,
                    scopes: ["openid"] + scopes,
                    acrValues: acrValues,
                    requiresSignedUserinfo: signedUserinfo
                )
                settings.isOfOperator = true
                let provider = IdentityProvider(
                    id: id,
                    name: name,
                    purpose: purpose,
                    settings: settings,
                    position: position
                )
                switch try await installation.accounts.setProvider(
                    provider,
                    in: installation.scope(of: site)
                ) {
                case .success: try say(installation, site)
                case .failure(.invalidID):
                    throw ValidationError("The id must have 2 to 30 of a-z, 0-9 and hyphens.")
                case .failure(.invalidName):
                    throw ValidationError("The name has 1 to 120 visible characters.")
                case .failure(.invalidIssuer), .failure(.internalIssuer), .failure(.tooOften):
                    throw ValidationError("The issuer must be an https address without a query.")
                case .failure(.invalidClient):
                    throw ValidationError("The client id must be one line of at most 200 signs.")
                case .failure(.missingSecret):
                    throw ValidationError("The file of the secret is empty.")
                case .failure(.invalidScope):
                    throw ValidationError("A scope or level is no word that a provider knows.")
                case .failure(.tooMany):
                    throw ValidationError("There are \(Limits.providersPerTenant) already.")
                case .failure(.changedMeanwhile):
                    throw ValidationError("Somebody else has changed it meanwhile.")
                }
            }
        }

        private func say(_ installation: Installation, _ site: Site) throws {
            let front = try installation.origin(of: site) + "/\(site.tenant.defaultLanguage)"
            Console.say("\(name) is set. Its address of return, to be registered there:")
            Console.say("  \(front)/sign-in/providers/\(id)/return")
            Console.say("Its address after signing out: \(front)/signed-out")
        }
    }

    /// `parvis provider list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the identity providers of an institution."
        )

        @OptionGroup var at: TenantFlags

        func run() async throws {
            try await at.withSite { installation, site in
                let scope = installation.scope(of: site)
                for provider in try await installation.accounts.providers(in: scope) {
                    let levels = provider.settings.acrValues.joined(separator: " ")
                    let level = levels.isEmpty ? "" : ", at least \(levels)"
                    Console.say(
                        "\(provider.id): \(provider.name), \(provider.purpose.rawValue), \(provider.settings.issuer)\(level)"
                    )
                }
            }
        }
    }

    /// `parvis provider remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ends signing in at a provider; accounts stay, with a letter or a password."
        )

        @OptionGroup var at: TenantFlags

        @Option(help: "The provider's short name.")
        var id: String

        func run() async throws {
            try await at.withSite { installation, site in
                let scope = installation.scope(of: site)
                guard try await installation.accounts.removeProvider(id, in: scope) else {
                    throw ValidationError("\(at.tenant) has no provider \(id).")
                }
                Console.say("\(id) is removed.")
            }
        }
    }
}
