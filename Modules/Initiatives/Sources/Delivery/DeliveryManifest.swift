import Kernel
import Vault

/// What a delivery says of itself, before anybody opens it: signed by the installation.
package struct DeliveryManifest: Codable, Sendable, Hashable {
    package static let currentFormat = "parvis-delivery/2"

    package let format: String
    package let tenant: String
    /// The number of the space, to which statements are bound with the initiative's own.
    package let space: Int
    package let initiative: String
    package let registrationNumber: String
    package let title: String
    package let state: String
    /// The codes of all member states, for which a statement may have been sealed by mistake.
    package let states: [String]
    /// The kinds of number that the state asks for; none where it asks for a residence.
    package let numberKinds: [String]
    package let form: String
    /// How many statements were counted: the first lines of the file.
    package let statements: Int
    /// How many further ones follow them, of people of whom one was counted.
    package let alternates: Int
    /// The key of the fingerprints, sealed to the authority (base 64), with which it checks that each
    /// statement is of the person as whom it was counted; none before the end of the collection, and none
    /// once it was destroyed.
    package let fingerprintKey: String?
    /// SHA-256 over the bytes of `statements.jsonl`, in hexadecimal.
    package let sha256: String
    package let firstDay: String
    package let lastDay: String
    /// False for a rehearsal before the end of the collection: more will follow.
    package let isCollectionOver: Bool
    package let createdAt: String
    /// The Ed25519 public key that signed this manifest, in base 64.
    package let signer: String
}

extension DeliveryManifest {
    var subject: Subject {
        Subject(space: Space.ID(space), kind: .initiative, id: initiative)
    }

    /// What a statement of a state is bound to.
    func context(_ state: String) -> SealingContext {
        SealingContext(tenant: tenant, subject: subject.description, state: state, form: form)
    }

    /// What the key of the fingerprints is bound to.
    var keyContext: SealingContext {
        Self.keyContext(tenant: tenant, subject: subject, state: state)
    }

    static func keyContext(tenant: String, subject: Subject, state: String) -> SealingContext {
        SealingContext(
            tenant: tenant,
            subject: subject.description,
            state: state,
            form: "fingerprint-key/1"
        )
    }
}

/// One sealed statement of a delivery: a line of `statements.jsonl`.
struct DeliveryLine: Codable, Sendable {
    let number: Int
    /// As whom it was counted, in hexadecimal; none before the end of the collection.
    let fingerprint: String?
    /// It was kept beside one that was counted under the same fingerprint.
    let isAlternate: Bool?
    /// The civil day in Brussels on which it was given.
    let day: String
    let channel: String
    /// Base 64.
    let sealed: String
}

/// Why a delivery cannot be opened.
///
/// Nothing is written then.
package enum DeliveryError: Error, Equatable, Sendable {
    case notAManifest
    case unknownFormat(String)
    /// Nobody signed it, or somebody else than expected did.
    case wrongSignature
    case unexpectedSigner
    /// Bytes were changed or are missing: hash or number of statements differ.
    case altered(expected: Int, found: Int)
    case wrongState(delivery: String, key: String)
    /// The statements were sealed for another key.
    case wrongKey(expected: String)
    case damagedLine(Int)
    /// The key of the fingerprints does not open, or is none.
    case damagedFingerprintKey
}
