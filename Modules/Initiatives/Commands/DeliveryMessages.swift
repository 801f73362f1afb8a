import Initiatives

/// What is wrong with a delivery, in a sentence.
enum DeliveryMessages {
    static func text(_ error: DeliveryError) -> String {
        switch error {
        case .notAManifest: "manifest.json is no manifest of a delivery. Nothing was written."
        case .unknownFormat(let format): "This program does not know the format \(format)."
        case .wrongSignature:
            "The signature does not belong to this manifest: it was altered. Nothing was written."
        case .unexpectedSigner: "Somebody else signed this delivery. Nothing was written."
        case .altered(let expected, let found):
            """
            The statements are not those that were signed for (\(expected) expected, \(found) found): \
            altered or cut. Nothing was written.
            """
        case .wrongState(let delivery, let key):
            "This delivery is for \(delivery), and the key for \(key). Nothing was written."
        case .wrongKey(let expected):
            "These statements need the private key \(expected), which was not given. Nothing was written."
        case .damagedLine(let number): "Line \(number) is no statement. Nothing was written."
        case .damagedFingerprintKey:
            "The key of the fingerprints in manifest.json does not open. Nothing was written."
        }
    }
}
