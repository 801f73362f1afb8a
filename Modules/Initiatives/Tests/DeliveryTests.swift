import Foundation
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Vault

@testable import Initiatives

/// Goal: a delivery is whole, for its authority only, or clearly refused.
///
/// Method: one statement of Estonia is delivered in memory; then everything about it is spoilt.
@Suite("Deliveries to authorities")
struct DeliveryTests {
    @Test("an altered, cut or lengthened delivery is refused before anything is opened")
    func altered() async throws {
        try await withDelivery { delivery, key in
            let opener = try delivery.opener(key)
            var changed = delivery.lines
            changed[0][20] ^= 1

            #expect(throws: DeliveryError.altered(expected: 1, found: 1)) {
                try opener.verify(changed)
            }
            #expect(throws: DeliveryError.altered(expected: 1, found: 0)) {
                try opener.verify([[UInt8]]())
            }
            #expect(throws: DeliveryError.altered(expected: 1, found: 2)) {
                try opener.verify(delivery.lines + delivery.lines)
            }
        }
    }

    @Test("an altered manifest or a foreign signature is refused")
    func manifest() async throws {
        try await withDelivery { delivery, key in
            var manifest = delivery.manifest
            let index = try #require(manifest.firstIndex(of: UInt8(ascii: "2")))
            manifest[index] = UInt8(ascii: "3")

            #expect(throws: DeliveryError.self) {
                try DeliveryOpener(
                    manifest: manifest,
                    signature: delivery.signature,
                    signer: nil,
                    keys: [key],
                    keyState: "EE"
                )
            }
            #expect(throws: DeliveryError.unexpectedSigner) {
                try DeliveryOpener(
                    manifest: delivery.manifest,
                    signature: delivery.signature,
                    signer: Array(repeating: 1, count: 32),
                    keys: [key],
                    keyState: "EE"
                )
            }
        }
    }

    @Test("the wrong state's key and another key of the state are told apart")
    func wrongKey() async throws {
        try await withDelivery { delivery, key in
            #expect(throws: DeliveryError.wrongState(delivery: "EE", key: "FR")) {
                try DeliveryOpener(
                    manifest: delivery.manifest,
                    signature: delivery.signature,
                    signer: nil,
                    keys: [key],
                    keyState: "FR"
                )
            }
            let other = try delivery.opener(AuthorityPrivateKey())
            let id = try #require(key.publicKey).id.description
            #expect(throws: DeliveryError.wrongKey(expected: id)) {
                try other.open(delivery.lines[0], number: 1)
            }
        }
    }

    @Test("rubbish that a hostile client sealed is counted as unreadable, and stops nothing")
    func rubbish() async throws {
        try await InitiativeHouse.run { site in
            let key = try #require(site.authorities["EE"])
            let keyID = try #require(key.publicKey).id.bytes
            let rubbish = [1] + keyID + (0..<32 + 384 + 16).map { UInt8(truncatingIfNeeded: $0) }
            let sealed = try #require(SealedStatement(bytes: rubbish))
            let id = try #require(Initiative.ID("2026-000001"))
            _ = try await site.initiatives.support(
                id,
                state: "EE",
                with: .sealed(sealed, IdentityDigest(of: "x")),
                arrivedAt: site.house.clock.now,
                in: site.house.scope()
            )

            let delivery = try await site.deliver("EE")
            let opener = try delivery.opener(key)
            try opener.verify(delivery.lines)

            #expect(delivery.lines.count == 1)
            #expect(try opener.open(delivery.lines[0], number: 1).finding == .unreadable)
        }
    }

    @Test("a state whose key is not there is named, and nothing is written for it")
    func noKey() async throws {
        try await InitiativeHouse.run { site in
            let estonia = try #require(site.initiatives.memberStates["EE"])
            try await site.serve { pages in
                let path = "/en/initiatives/2026-000001/statements"
                let sent = try await pages.post(path, People.form(estonia))
                #expect(sent.status == 303)
            }
            site.house.clock.advance(by: .seconds(40 * 86_400))
            try await site.house.database.alter { transaction in
                try transaction.run("DELETE FROM authority_key WHERE state = 'EE'")
            }

            let id = try #require(Initiative.ID("2026-000001"))
            let outcome = try await site.initiatives.deliver(
                id,
                state: "EE",
                in: site.house.scope()
            ) { _ in Issue.record("a line was written") }

            #expect(throws: Initiatives.DeliverRefusal.noAuthorityKey) { try outcome.get() }
        }
    }

    @Test("XML carries hostile names as text, in the order of annex III")
    func xml() async throws {
        try await withDelivery(firstNames: "<&\"'>\u{FFFE} Ω 😀") { delivery, key in
            let opener = try delivery.opener(key)
            var check = DeliveryCheck()
            let line = try opener.open(delivery.lines[0], number: 1)
            let taken = check.add(line)
            let opened = try #require(taken)
            let xml = StatementsXML(manifest: opener.manifest)

            let text = xml.head + xml.element(opened) + xml.tail(check, isChecked: false)

            #expect(text.contains("&lt;&amp;&quot;&#39;&gt;\u{FFFD} Ω 😀"))
            let order = [
                "<fullFirstNames>", "<familyNames>", "<number>", "<kindOfNumber>", "<date>",
            ]
            let places = order.compactMap { text.range(of: $0)?.lowerBound }
            #expect(places.count == order.count)
            #expect(places == places.sorted())
        }
    }

    private func withDelivery(
        firstNames: String = "Ada",
        _ body: @Sendable (Delivery, AuthorityPrivateKey) throws -> Void
    ) async throws {
        try await InitiativeHouse.run { site in
            let id = try #require(Initiative.ID("2026-000001"))
            let statement = Statement(
                state: "EE",
                firstNames: firstNames,
                familyNames: "Lõvi",
                identity: .number(kind: "isikukood", number: "48507201231")
            )
            _ = try await site.initiatives.support(
                id,
                state: "EE",
                with: .plain(statement),
                arrivedAt: site.house.clock.now,
                in: site.house.scope()
            )
            try body(try await site.deliver("EE"), try #require(site.authorities["EE"]))
        }
    }
}

/// A delivery held in memory.
struct Delivery: Sendable {
    let lines: [[UInt8]]
    let manifest: [UInt8]
    let signature: [UInt8]

    func opener(_ key: AuthorityPrivateKey) throws -> DeliveryOpener {
        try DeliveryOpener(
            manifest: manifest,
            signature: signature,
            signer: nil,
            keys: [key],
            keyState: "EE"
        )
    }
}

extension InitiativeHouse {
    func deliver(_ state: String) async throws -> Delivery {
        let lines = Mutex<[[UInt8]]>([])
        let id = try #require(Initiative.ID("2026-000001"))
        let manifest = try await initiatives.deliver(id, state: state, in: house.scope()) { line in
            lines.withLock { $0.append(line.dropLast()) }
        }.get()
        let signed = try initiatives.sign(manifest, in: house.scope())
        try await initiatives.noteDelivery(of: manifest, in: house.operatorScope())
        return Delivery(
            lines: lines.withLock { $0 },
            manifest: signed.manifest,
            signature: signed.signature
        )
    }
}
