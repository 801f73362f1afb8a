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
    }

    /// Reads all lines once: throws `altered` unless they are exactly what was signed for.
    package func verify(_ lines: some Sequence<[UInt8]>) throws(DeliveryError) {
        var hash = RunningHash()
        var count = 0
        for line in lines {
            count += 1
            hash.update(line + [UInt8(ascii: "\n")])
        }
        guard count == manifest.statements, hash.hexadecimal == manifest.sha256 else {
            throw .altered(expected: manifest.statements, found: count)
        }
    }

    /// Opens one line of a verified delivery; nil when its own citizen sealed it unreadably.
    ///
    /// Throws `wrongKey` when it was sealed for a key that is not among those given.
    package func open(_ line: [UInt8], number: Int) throws(DeliveryError) -> OpenedStatement? {
        guard let entry = try? JSONDecoder().decode(DeliveryLine.self, from: Data(line)),
            let bytes = Data(base64Encoded: entry.sealed),
            let sealed = SealedStatement(bytes: Array(bytes))
        else { throw .damagedLine(number) }
        guard let key = keys[sealed.keyID] else {
            throw .wrongKey(expected: sealed.keyID.description)
        }
        let context = SealingContext(
            tenant: manifest.tenant,
            subject: Subject(
                space: Space.ID(manifest.space),
                kind: .initiative,
                id: manifest.initiative
            ).description,
            state: manifest.state,
            form: manifest.form
        )
        guard let plain = try? key.open(sealed, for: context),
            let content = try? JSONDecoder().decode(StatementContent.self, from: Data(plain))
        else { return nil }
        return OpenedStatement(number: entry.number, day: entry.day, content: content)
    }
}

/// A statement of support in clear, at its authority.
package struct OpenedStatement: Sendable, Hashable {
    let number: Int
    let day: String
    let content: StatementContent
}
