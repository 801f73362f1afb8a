import Kernel
import TestSupport
import Testing
import Vault

@Suite("What tables keep of people")
struct PersonalBoxTests {
    private let vault = Vault(secret: Array(repeating: 7, count: 32), random: .seeded())
    private let place = PersonalBox.Place(column: "member.email", row: "m1")

    @Test("what was sealed is opened at its own place, and sealed differently each time")
    func roundTrip() throws {
        let box = vault.personalBox(of: .eci)

        let first = try box.seal("ada@example.org", for: place)
        let second = try box.seal("ada@example.org", for: place)

        #expect(try box.openText(first, for: place) == "ada@example.org")
        #expect(first != second)
        #expect(first.count == 28 + 15)
    }

    @Test("a value does not open in another row, another column, or at another tenant")
    func places() throws {
        let sealed = try vault.personalBox(of: .eci).seal("Ada", for: place)

        for other in [("member.email", "m2"), ("member.name", "m1")] {
            #expect(throws: VaultError.damaged) {
                try vault.personalBox(of: .eci).open(
                    sealed,
                    for: PersonalBox.Place(column: other.0, row: other.1)
                )
            }
        }
        #expect(throws: VaultError.damaged) {
            try vault.personalBox(of: .other).open(sealed, for: place)
        }
    }

    @Test("a lookup finds the same text, and tells other purposes, tenants and parts apart")
    func lookups() {
        let key = vault.lookupKey("member.email", of: .eci)
        let bytes = key.bytes("ada@example.org")

        #expect(bytes.count == 32)
        #expect(bytes == key.bytes("ada@example.org"))
        #expect(bytes != vault.lookupKey("token", of: .eci).bytes("ada@example.org"))
        #expect(bytes != vault.lookupKey("member.email", of: .other).bytes("ada@example.org"))
        #expect(key.bytes("ab", "c") != key.bytes("a", "bc"))
    }
}
