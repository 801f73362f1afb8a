import FoundationEssentials
import Kernel
package import Vault

/// Opens a delivery offline, with the authority's private keys.
///
/// First everything is verified: signature, state, hash and number. Then each statement is opened.
/// A statement that its own citizen sealed wrongly is told apart from a delivery that was altered:
/// it is counted as unreadable, and the output says how many there are.
package struct DeliveryOpener: Sendable {
    package let manifest: DeliveryManifest
    private let keys: [AuthorityKeyID: AuthorityPrivateKey]
    /// With which fingerprints are checked; nil where the delivery has none.
    private let fingerprints: FingerprintKey?

    /// Checks the manifest.
    ///
    /// `signer` is the public key that the authority was told; without it the signature shows only
    /// that the delivery is whole.
    package init(
        manifest bytes: [UInt8],
        signature: [UInt8],
        signer: [UInt8]?,
        keys: [AuthorityPrivateKey],
        keyState: String
    ) throws(DeliveryError) {
        guard let manifest = try? JSONDecoder().decode(DeliveryManifest.self, from: Data(bytes))
        else { throw .notAManifest }
        guard manifest.format == DeliveryManifest.currentFormat else {
            throw .unknownFormat(manifest.format)
        }
        guard let stated = Data(base64Encoded: manifest.signer),
            DeliverySigner.isValid(signature: signature, of: bytes, publicKey: Array(stated))
        else { throw .wrongSignature }
        if let signer, signer != Array(stated) { throw .unexpectedSigner }
        guard manifest.state == keyState else {
            throw .wrongState(delivery: manifest.state, key: keyState)
        }
        self.manifest = manifest
        self.keys = Dictionary(
            keys.compactMap { key in key.publicKey.map { ($0.id, key) } },
            uniquingKeysWith: { first, _ in first }
        )
        fingerprints = try Self.fingerprints(of: manifest, with: self.keys)
    }

    /// Whether each statement can be compared with the fingerprint under which it was counted.
    package var isCheckable: Bool { fingerprints != nil }

    private static func fingerprints(
        of manifest: DeliveryManifest,
        with keys: [AuthorityKeyID: AuthorityPrivateKey]
    ) throws(DeliveryError) -> FingerprintKey? {
        guard let text = manifest.fingerprintKey else { return nil }
        guard let bytes = Data(base64Encoded: text),
            let sealed = SealedStatement(bytes: Array(bytes))
        else { throw .damagedFingerprintKey }
        guard let key = keys[sealed.keyID] else {
            throw .wrongKey(expected: sealed.keyID.description)
        }
        guard let plain = try? key.open(sealed, for: manifest.keyContext),
            let found = FingerprintKey(bytes: plain)
        else { throw .damagedFingerprintKey }
        return found
    }

    /// Reads all lines once: throws `altered` unless they are exactly what was signed for.
    package func verify(_ lines: some Sequence<[UInt8]>) throws(DeliveryError) {
        var hash = RunningHash()
        var count = 0
        for line in lines {
            count += 1
            hash.update(line + [UInt8(ascii: "\n")])
        }
        let expected = manifest.statements + manifest.alternates
        guard count == expected, hash.hexadecimal == manifest.sha256 else {
            throw .altered(expected: expected, found: count)
        }
    }

    /// Opens one line of a verified delivery.
    ///
    /// Throws `wrongKey` when it was sealed for a key that is not among those given.
    package func open(_ line: [UInt8], number: Int) throws(DeliveryError) -> OpenedLine {
        guard let entry = try? JSONDecoder().decode(DeliveryLine.self, from: Data(line)),
            let bytes = Data(base64Encoded: entry.sealed),
            let sealed = SealedStatement(bytes: Array(bytes))
        else { throw .damagedLine(number) }
        guard let key = keys[sealed.keyID] else {
            throw .wrongKey(expected: sealed.keyID.description)
        }
        return OpenedLine(
            number: entry.number,
            isAlternate: entry.isAlternate ?? false,
            finding: finding(of: sealed, with: key, entry)
        )
    }

    private func finding(
        of sealed: SealedStatement,
        with key: AuthorityPrivateKey,
        _ entry: DeliveryLine
    ) -> OpenedLine.Finding {
        guard let plain = try? key.open(sealed, for: manifest.context(manifest.state)) else {
            let other = manifest.states.first { state in
                (try? key.open(sealed, for: manifest.context(state))) != nil
            }
            return other.map { .ofOtherState($0) } ?? .unreadable
        }
        guard let content = try? JSONDecoder().decode(StatementContent.self, from: Data(plain)),
            let statement = content.statement(of: manifest.state, asking: manifest.numberKinds)
        else { return .unreadable }
        let opened = OpenedStatement(number: entry.number, day: entry.day, content: content)
        guard let fingerprints else { return .readable(opened) }
        let person = fingerprints.fingerprint(of: IdentityDigest(of: statement.identityText))
        return Hexadecimal.encode(person) == entry.fingerprint
            ? .fits(opened, person: person) : .ofAnother(opened, person: person)
    }
}

/// A line of a delivery, and what its authority finds in it.
package struct OpenedLine: Sendable, Hashable {
    let number: Int
    /// It was kept beside one that was counted.
    let isAlternate: Bool
    let finding: Finding

    enum Finding: Sendable, Hashable {
        /// It is of the person as whom it was counted; they are told apart by these bytes.
        case fits(OpenedStatement, person: [UInt8])
        /// It is of somebody else: whoever sent it gave a digest that is not theirs.
        case ofAnother(OpenedStatement, person: [UInt8])
        /// Nobody can say as whom it was counted: the delivery has no key of fingerprints.
        case readable(OpenedStatement)
        /// It was sealed for another member state.
        case ofOtherState(String)
        /// It does not open, or is no statement.
        case unreadable
    }
}

/// A statement of support in clear, at its authority.
package struct OpenedStatement: Sendable, Hashable {
    /// Of its line.
    package let number: Int
    let day: String
    let content: StatementContent
}
