import FoundationEssentials
import Initiatives
import Kernel
import Operation
import Vault

/// Keys for the authorities of a demonstration, whose private halves anybody may use.
struct DemoAuthorities: Sendable {
    let installation: Installation

    /// Written beside the keys, and in README.
    static let passphrase = "demonstration"

    /// Makes and registers what is missing.
    func make(in scope: Scope) async throws {
        let initiatives = try installation.module(Initiatives.self)
        let folder = installation.settings.text(.data) + "/demo-authorities"
        try Files.makeFolder(folder, isPrivate: true)
        for state in initiatives.stateCodes {
            let path = folder + "/" + state + AuthorityKeyFile.privateEnding
            if !Files.exists(path) {
                let key = AuthorityPrivateKey()
                // Everybody knows this passphrase: few rounds, so that 27 keys are made in a second.
                let file = try AuthorityKeyFile(
                    key,
                    state: state,
                    passphrase: Self.passphrase,
                    rounds: 1 << 14,
                    note: "DEMONSTRATION ONLY. Passphrase: \(Self.passphrase)",
                    random: installation.random
                )
                try Files.writePrivately(try file.bytes, to: path)
            }
            let file = try AuthorityKeyFile(bytes: Files.read(path))
            _ = try await initiatives.registerAuthority(
                try file.publicKey,
                of: state,
                in: scope
            )
        }
    }
}
