import FoundationEssentials
import Vault

/// What `parvis authority keygen` writes for whoever runs the collection: the public key of a state.
struct AuthorityFile: Decodable {
    let state: String
    let publicKeyText: String

    /// Nil for what is no such file.
    init?(_ text: String) {
        guard text.utf8.count <= 4000,
            let file = try? JSONDecoder().decode(Self.self, from: Data(text.utf8))
        else { return nil }
        self = file
    }

    /// The same as a form gives it back.
    init(state: String, publicKeyText: String) {
        self.state = state
        self.publicKeyText = publicKeyText
    }

    /// Nil for what is no key.
    var key: AuthorityPublicKey? {
        Data(base64Encoded: publicKeyText).flatMap { AuthorityPublicKey(bytes: Array($0)) }
    }
}
