import ArgumentParser
import FoundationEssentials
import Initiatives
import Kernel
import Operation
import Storage
import Vault

/// `parvis authority`.
struct AuthorityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "authority",
        abstract: "What a member state's authority does, offline, and how its key is registered.",
        subcommands: [Keygen.self, Register.self, Open.self]
    )

    /// `parvis authority keygen`: needs no installation, no database and no network.
    struct Keygen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a key pair for an authority.",
            discussion: """
                Run it on a machine of the authority without a network. It writes two files: the
                private key under a passphrase, which stays with the authority, and the public key,
                which goes to whoever runs the collection (`parvis authority register`).
                """
        )

        @Option(help: "The member state, as two letters: FR.")
        var country: String

        @Option(help: "The folder to write to.")
        var out = "."

        @Option(help: "A file whose first line is the passphrase; asked for without it.")
        var passphraseFile: String?

        func run() async throws {
            let state = country.uppercased()
            guard state.utf8.count == 2, state.utf8.allSatisfy({ (0x41...0x5A).contains($0) })
            else { throw ValidationError("--country must be two letters, such as FR.") }
            let passphrase = try Passphrase.read(file: passphraseFile, isNew: true)
            try Files.makeFolder(out)
            let file = try AuthorityKeyFile(
                AuthorityPrivateKey(),
                state: state,
                passphrase: passphrase,
                note: "Private key of the authority of \(state). Keep it offline, with a copy.",
                random: .system
            )
            let name = out + "/" + state
            try Files.writePrivately(try file.bytes, to: name + AuthorityKeyFile.privateEnding)
            try Files.write(
                try AuthorityKeyFile.encode(AuthorityPublicKeyFile(file)),
                to: name + AuthorityKeyFile.publicEnding
            )
            Console.say(
                "Private key, for the authority only: \(name)\(AuthorityKeyFile.privateEnding)"
            )
            Console.say(
                "Public key, for the collection:      \(name)\(AuthorityKeyFile.publicEnding)"
            )
            Console.say("Key \(file.keyID): compare it by telephone after it is registered.")
        }
    }

    /// `parvis authority register`.
    struct Register: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "From now on seals the statements of states to these public keys."
        )

        @OptionGroup var at: SpaceFlags

        @Argument(help: "The public key files that authorities sent.")
        var files: [String]

        func run() async throws {
            try await at.withSpace(of: Initiatives.self) { _, initiatives, scope in
                // All are read before the first one is in force.
                let keys = try files.map { file in
                    let publicFile = try AuthorityPublicKeyFile(bytes: Files.read(file))
                    return (publicFile.state, try AuthorityKeyFile.key(publicFile.publicKeyText))
                }
                for (state, key) in keys {
                    switch try await initiatives.registerAuthority(key, of: state, in: scope) {
                    case .success:
                        Console.say("Statements of \(state) are now sealed to key \(key.id).")
                    case .failure(.alreadyRegistered):
                        Console.say("This key of \(state) was registered before: \(key.id).")
                    case .failure(.tooMany):
                        throw ValidationError("\(state) has given too many keys already.")
                    case .failure(.changedMeanwhile):
                        throw ValidationError("\(state) has another key since a moment ago.")
                    case .failure(.unknownState):
                        throw ValidationError("\(state) is no member state.")
                    }
                }
            }
        }
    }
}

/// A passphrase from a file, or asked for.
enum Passphrase {
    static func read(file: String?, isNew: Bool) throws -> String {
        if let file {
            let text = String(decoding: try Files.read(file), as: UTF8.self)
            return try check(String(text.prefix { $0 != "\n" && $0 != "\r\n" }), isNew: isNew)
        }
        let first = Console.askPassphrase("Passphrase:") ?? ""
        if isNew, Console.askPassphrase("The same passphrase again:") != first {
            throw ValidationError("The two passphrases differ. Nothing was written.")
        }
        return try check(first, isNew: isNew)
    }

    /// Long rather than strange (NIST SP 800-63B §5.1.1).
    private static func check(_ passphrase: String, isNew: Bool) throws -> String {
        guard !isNew || passphrase.count >= 12 else {
            throw ValidationError("The passphrase must have at least 12 characters.")
        }
        return passphrase
    }
}
