import FoundationEssentials
import Kernel
import Operation
import Text
import Vault

/// The file with an authority's private key, under a passphrase.
struct AuthorityKeyFile: Codable {
    static let privateEnding = ".parvis-key"
    static let publicEnding = ".parvis-pub"
    private static let currentFormat = "parvis-authority-key/1"

    let format: String
    let state: String
    let keyID: String
    /// Base 64.
    let publicKeyText: String
    let note: String
    let box: PassphraseBox

    init(
        _ key: AuthorityPrivateKey,
        state: String,
        passphrase: String,
        rounds: Int? = nil,
        note: String,
        random: Random
    ) throws {
        guard let publicKey = key.publicKey else { throw VaultError.damaged }
        format = Self.currentFormat
        self.state = state
        keyID = publicKey.id.description
        publicKeyText = Data(publicKey.bytes).base64EncodedString()
        self.note = note
        box = try PassphraseBox(
            sealing: key.bytes,
            passphrase: passphrase,
            rounds: rounds,
            random: random
        )
    }

    init(bytes: [UInt8]) throws {
        guard let file = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            file.format == Self.currentFormat
        else { throw Files.Failure(description: "This is no key file of an authority.") }
        self = file
    }

    var bytes: [UInt8] {
        get throws { try Self.encode(self) }
    }

    var publicKey: AuthorityPublicKey {
        get throws { try Self.key(publicKeyText) }
    }

    /// Throws a sentence for a wrong passphrase.
    func open(passphrase: String) throws -> AuthorityPrivateKey {
        do {
            return try AuthorityPrivateKey(bytes: box.open(passphrase: passphrase))
        } catch VaultError.wrongPassphrase {
            throw Files.Failure(description: "The passphrase does not open this key file.")
        }
    }

    static func encode(_ value: some Encodable) throws -> [UInt8] {
        try ReadableJSON.bytes(of: value) + [UInt8(ascii: "\n")]
    }

    static func key(_ text: String) throws -> AuthorityPublicKey {
        guard let data = Data(base64Encoded: text),
            let key = AuthorityPublicKey(bytes: Array(data))
        else { throw Files.Failure(description: "This is no public key of an authority.") }
        return key
    }
}

/// The file with the public half, which travels to the server.
struct AuthorityPublicKeyFile: Codable {
    let state: String
    let keyID: String
    let publicKeyText: String

    init(_ file: AuthorityKeyFile) {
        state = file.state
        keyID = file.keyID
        publicKeyText = file.publicKeyText
    }

    init(bytes: [UInt8]) throws {
        guard let file = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else {
            throw Files.Failure(description: "This is no public key file of an authority.")
        }
        self = file
    }
}
