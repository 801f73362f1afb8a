import Kernel
import TestSupport
import Testing

@testable import Vault

/// Goal: a receipt finds its entry, and nobody can make one or learn anything from it.
///
/// Method: receipts of one item, read with its key, with another item's, and with every one of
/// their characters changed.
@Suite("Receipts")
struct ReceiptKeyTests {
    private let vault = Vault(secret: Array(repeating: 7, count: 32), random: .seeded())
    private let nonce: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]

    private var key: ReceiptKey { ReceiptKey(tenant: .eci, item: "a", vault: vault) }

    @Test(
        "a receipt gives its number and its random bits back",
        arguments: [1, 2, 1_000_000, .max]
    )
    func roundTrip(sequence: Int) throws {
        let receipt = try key.receipt(sequence: sequence, nonce: nonce)

        let read = try #require(key.read(receipt))

        #expect(receipt.utf8.count == 26)
        #expect(read.sequence == sequence)
        #expect(read.nonce == nonce)
    }

    @Test("a receipt can be typed in any case, in groups, with letters that look alike")
    func typed() throws {
        for sequence in 1...20 {
            let receipt = try key.receipt(sequence: sequence, nonce: nonce)
            let grouped = " " + receipt.prefix(5) + "-" + receipt.dropFirst(5) + " "
            let alike = receipt.replacing("0", with: "o").replacing("1", with: "l")

            for text in [receipt.lowercased(), grouped, alike] {
                #expect(key.read(text)?.sequence == sequence, "\(text)")
            }
        }
    }

    @Test("receipts look random: neighbours share nothing, and every letter stands everywhere")
    func random() throws {
        let receipts = try (1...600).map { sequence in
            Array(try key.receipt(sequence: sequence, nonce: Array(repeating: 0, count: 8)))
        }

        #expect(Set(receipts).count == receipts.count)
        for position in 0..<25 {
            #expect(Set(receipts.map { $0[position] }).count == 32, "\(position)")
        }
        for (first, second) in zip(receipts, receipts.dropFirst()) {
            #expect(zip(first, second).count { $0 == $1 } < 8)
        }
    }

    @Test("the key of another item, space, kind or tenant reads something else, or nothing")
    func otherItem() throws {
        let others = [
            ReceiptKey(tenant: .eci, item: "b", vault: vault),
            ReceiptKey(tenant: .other, item: "a", vault: vault),
            ReceiptKey(
                tenant: .eci,
                item: Subject(space: Space.ID(2), kind: "initiative", id: "a"),
                vault: vault
            ),
            ReceiptKey(
                tenant: .eci,
                item: Subject(space: .first, kind: "petition", id: "a"),
                vault: vault
            ),
            ReceiptKey(
                tenant: .eci,
                item: "a",
                vault: Vault(secret: Array(repeating: 8, count: 32), random: .seeded())
            ),
        ]

        for sequence in 1...50 {
            let receipt = try key.receipt(sequence: sequence, nonce: nonce)
            for other in others {
                let read = other.read(receipt)
                #expect(read?.nonce != nonce)
                #expect((read?.sequence ?? .max) > 1_000_000)
            }
        }
    }

    @Test("no character can be changed: its entry would have other random bits")
    func altered() throws {
        let receipt = Array(try key.receipt(sequence: 42, nonce: nonce))

        for position in receipt.indices {
            for letter in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where letter != receipt[position] {
                var text = receipt
                text[position] = letter
                let read = key.read(String(text))
                #expect(read?.nonce != nonce && read?.sequence != 42)
            }
        }
    }

    @Test(
        "what is no receipt at all is nothing",
        arguments: [
            "", " ", "-", "0", "ABC", String(repeating: "0", count: 25),
            String(repeating: "0", count: 27), String(repeating: "Z", count: 26),
            String(repeating: "U", count: 26), String(repeating: "-", count: 65),
            String(repeating: "é", count: 26), "<script>", String(repeating: "0", count: 100_000),
        ]
    )
    func none(text: String) {
        #expect(key.read(text) == nil)
    }

    @Test("the same entry has the same receipt for ever, and other random bits another one")
    func stable() throws {
        let again = ReceiptKey(
            tenant: .eci,
            item: "a",
            vault: Vault(secret: Array(repeating: 7, count: 32), random: .seeded(9))
        )

        let receipt = try key.receipt(sequence: 1, nonce: nonce)

        #expect(try again.receipt(sequence: 1, nonce: nonce) == receipt)
        #expect(try key.receipt(sequence: 1, nonce: nonce.reversed()) != receipt)
    }
}
