import Kernel
import TestSupport
import Testing

@testable import Vault

/// Goal: the same person is recognised in one item, and in no other, by nobody without its key.
///
/// Method: keys of two tenants and two items from one installation secret.
@Suite("Fingerprints")
struct FingerprintKeyTests {
    private let vault = Vault(secret: Array(repeating: 7, count: 32), random: .seeded())
    private let ada = IdentityDigest(of: "be|nrn|85.03.27-123.45")

    @Test("the same person has the same fingerprint in the same item")
    func same() throws {
        let wrapped = try wrappedKey("a")

        let first = try ItemFingerprintKey(wrapped, tenant: .eci, item: "a", vault: vault).key(
            of: "EE"
        )
        let second = try ItemFingerprintKey(wrapped, tenant: .eci, item: "a", vault: vault).key(
            of: "EE"
        )

        #expect(first.fingerprint(of: ada) == second.fingerprint(of: ada))
        #expect(first.fingerprint(of: ada).count == 16)
    }

    @Test("another person, item, section or tenant has another fingerprint")
    func different() throws {
        let here = try ItemFingerprintKey(
            try wrappedKey("a"),
            tenant: .eci,
            item: "a",
            vault: vault
        ).key(of: "EE")
        let item = try ItemFingerprintKey(
            try wrappedKey("b"),
            tenant: .eci,
            item: "b",
            vault: vault
        ).key(of: "EE")
        let tenant = try ItemFingerprintKey(
            try vault.makeItemKey(.fingerprint, tenant: .other, item: "a"),
            tenant: .other,
            item: "a",
            vault: vault
        ).key(of: "EE")
        let state = try ItemFingerprintKey(
            try wrappedKey("a"),
            tenant: .eci,
            item: "a",
            vault: vault
        )
        .key(of: "LV")

        let prints = [
            here.fingerprint(of: ada), item.fingerprint(of: ada), tenant.fingerprint(of: ada),
            state.fingerprint(of: ada),
            here.fingerprint(of: IdentityDigest(of: "be|nrn|85.03.27-123.46")),
        ]

        #expect(Set(prints).count == 5)
    }

    @Test("a section's key, given away, makes its fingerprints and those of no other section")
    func givenAway() throws {
        let item = try ItemFingerprintKey(
            try wrappedKey("a"),
            tenant: .eci,
            item: "a",
            vault: vault
        )

        let given = try #require(FingerprintKey(bytes: item.key(of: "EE").bytes))

        #expect(given.fingerprint(of: ada) == item.key(of: "EE").fingerprint(of: ada))
        #expect(given.fingerprint(of: ada) != item.key(of: "LV").fingerprint(of: ada))
        #expect(FingerprintKey(bytes: [1, 2, 3]) == nil)
    }

    @Test("a key made again is another key: what was destroyed stays destroyed")
    func destroyed() throws {
        let first = try ItemFingerprintKey(
            try wrappedKey("a"),
            tenant: .eci,
            item: "a",
            vault: vault
        ).key(of: "EE")
        let second = try ItemFingerprintKey(
            try wrappedKey("a"),
            tenant: .eci,
            item: "a",
            vault: vault
        ).key(of: "EE")

        #expect(first.fingerprint(of: ada) != second.fingerprint(of: ada))
    }

    @Test("a wrapped key opens only for its tenant, item, purpose and installation")
    func wrapped() throws {
        let key = try wrappedKey("a")
        let receipt = try vault.makeItemKey(.receipt, tenant: .eci, item: "a")
        let other = Vault(secret: Array(repeating: 8, count: 32), random: .seeded())

        #expect(throws: VaultError.damaged) {
            try ItemFingerprintKey(key, tenant: .other, item: "a", vault: vault)
        }
        #expect(throws: VaultError.damaged) {
            try ItemFingerprintKey(key, tenant: .eci, item: "b", vault: vault)
        }
        #expect(throws: VaultError.damaged) {
            try ItemFingerprintKey(receipt, tenant: .eci, item: "a", vault: vault)
        }
        #expect(throws: VaultError.damaged) {
            try ItemFingerprintKey(key, tenant: .eci, item: "a", vault: other)
        }
    }

    @Test("no byte of a wrapped key can be altered, and none cut off")
    func altered() throws {
        let key = try wrappedKey("a")

        for position in key.indices {
            var bytes = key
            bytes[position] ^= 1
            #expect(throws: VaultError.damaged, "\(position)") {
                try ItemFingerprintKey(bytes, tenant: .eci, item: "a", vault: vault)
            }
        }
        for bytes in [[], Array(key.dropLast()), key + [0]] {
            #expect(throws: VaultError.damaged) {
                try ItemFingerprintKey(bytes, tenant: .eci, item: "a", vault: vault)
            }
        }
    }

    @Test("a wrapped key does not show the key")
    func hidden() throws {
        let random = Random.seeded(5)
        let plain = Random.seeded(5).bytes(32)

        let wrapped = try Vault(secret: Array(repeating: 7, count: 32), random: random)
            .makeItemKey(.fingerprint, tenant: .eci, item: "a")

        #expect(wrapped.firstRange(of: plain.prefix(8)) == nil)
    }

    @Test("names of tenants and items cannot run into each other")
    func labels() throws {
        let (short, long) = (try #require(Tenant.ID("ab")), try #require(Tenant.ID("abc")))

        let keys = [
            vault.key(.receipt, tenant: short, item: "cd"),
            vault.key(.receipt, tenant: long, item: "d"),
            vault.key(.receipt, tenant: short),
            vault.key(.receipt, tenant: nil, names: ["ab"]),
            vault.key(.receipt, tenant: short, item: Subject(space: .first, kind: "c", id: "d")),
            vault.key(.receipt, tenant: short, item: Subject(space: .first, kind: "cd", id: "")),
            vault.key(
                .receipt,
                tenant: short,
                item: Subject(space: Space.ID(11), kind: "c", id: "d")
            ),
            vault.key(.delivery, tenant: short, item: "cd"),
            vault.key(.wrapping, tenant: short, item: "cd"),
        ]

        #expect(areDifferent(keys))
    }

    @Test("an installation secret that is too short is a mistake, found at once")
    func secretLength() async {
        await #expect(processExitsWith: .failure) {
            _ = Vault(secret: Array(repeating: 7, count: 31), random: .system)
        }
    }

    private func areDifferent<Key: Equatable>(_ keys: [Key]) -> Bool {
        keys.enumerated().allSatisfy { offset, key in !keys.dropFirst(offset + 1).contains(key) }
    }

    private func wrappedKey(_ item: Subject) throws -> [UInt8] {
        try vault.makeItemKey(.fingerprint, tenant: .eci, item: item)
    }
}

/// Goal: a digest is 64 digits that a browser sends, and nothing else.
///
/// Method: a published hash, and texts that are nearly one.
@Suite("Digests of identities")
struct IdentityDigestTests {
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test("the server and a browser make the same digest of the same text")
    func same() throws {
        let read = try #require(IdentityDigest(hexadecimal: Self.abc))

        #expect(IdentityDigest(of: "abc").hexadecimal == Self.abc)
        #expect(read.bytes == IdentityDigest(of: "abc").bytes)
        #expect(read.hexadecimal == Self.abc)
        #expect(IdentityDigest(of: "abd").bytes != read.bytes)
    }

    private static let nearlyDigests: [String] = {
        let (short, shorter) = (String(abc.dropLast()), String(abc.dropLast(2)))
        return [
            "", "ba", short, abc + "0", abc.uppercased(), " " + short, short + "g", short + "\n",
            shorter + "é", short + "\0", "0x" + shorter, "-" + short,
            String(repeating: "٠", count: 32),
        ]
    }()

    @Test("anything but 64 lower-case digits is refused", arguments: nearlyDigests)
    func refused(text: String) {
        #expect(IdentityDigest(hexadecimal: text) == nil)
    }
}
