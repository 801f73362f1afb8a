import Kernel

/// What a delivery says of itself, before anybody opens it: signed by the installation.
package struct DeliveryManifest: Codable, Sendable, Hashable {
    package static let currentFormat = "parvis-delivery/1"

    package let format: String
    package let tenant: String
    /// The number of the space, to which statements are bound with the initiative's own.
    package let space: Int
    package let initiative: String
    package let registrationNumber: String
    package let title: String
    package let state: String
    package let form: String
    /// How many statements the file holds.
    package let statements: Int
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

/// One sealed statement of a delivery: a line of `statements.jsonl`.
struct DeliveryLine: Codable, Sendable {
    let number: Int
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
}
