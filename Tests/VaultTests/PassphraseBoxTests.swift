import FoundationEssentials
import Kernel
import TestSupport
import Testing

@testable import Vault

/// Goal: only the passphrase opens a key file, and no file can make the program use all memory.
///
/// Method: boxes with the fewest rounds that are allowed, written as JSON, changed and read again.
@Suite("Boxes under a passphrase")
struct PassphraseBoxTests {
    private static let rounds = 1 << 14
    private let secret = Array("a private key of thirty-two byte".utf8)

    @Test("the passphrase opens what it closed, through a file")
    func opens() throws {
        let box = try make(passphrase: "correct horse é 😀")

        let read = try JSONDecoder().decode(PassphraseBox.self, from: JSONEncoder().encode(box))

        #expect(try read.open(passphrase: "correct horse é 😀") == secret)
        #expect(Array(read.box).firstRange(of: secret.prefix(8)) == nil)
    }

    @Test("another passphrase does not", arguments: ["", "Secret", "secret ", "secre"])
    func wrong(passphrase: String) throws {
        let box = try Self.secretBox.get()

        #expect(throws: VaultError.wrongPassphrase) { try box.open(passphrase: passphrase) }
    }

    @Test("an altered salt or box does not open")
    func altered() throws {
        let file = try File(Self.secretBox.get())
        var (salt, box, tag) = (file, file, file)
        salt.salt[0] ^= 1
        box.box[12] ^= 1
        tag.box[file.box.count - 1] ^= 1

        for altered in [salt, box, tag] {
            #expect(throws: VaultError.wrongPassphrase) {
                try altered.read().open(passphrase: "secret")
            }
        }
    }

    @Test("a box that was cut is damaged", arguments: [0, 1, 27])
    func cut(count: Int) throws {
        var file = try File(Self.secretBox.get())
        file.box = Data(file.box.prefix(count))

        #expect(throws: VaultError.damaged) { try file.read().open(passphrase: "secret") }
    }

    @Test(
        "a file that asks for absurd work is refused before any of it is done",
        arguments: [0, 1, -1, .min, .max, 1 << 13, 1 << 21, 1 << 62, (1 << 14) + 1, 3 << 14]
    )
    func absurd(rounds: Int) throws {
        var file = try File(Self.secretBox.get())
        file.scryptN = rounds

        #expect(throws: VaultError.unknownForm) { try file.read().open(passphrase: "secret") }
    }

    @Test("a salt of another length is refused", arguments: [0, 15, 17])
    func saltLength(count: Int) throws {
        var file = try File(Self.secretBox.get())
        file.salt = Data(repeating: 1, count: count)

        #expect(throws: VaultError.unknownForm) { try file.read().open(passphrase: "secret") }
    }

    @Test(
        "nothing is sealed with rounds that could not be opened again",
        arguments: [1 << 10, 1 << 13, 20_000]
    )
    func sealingRounds(rounds: Int) {
        #expect(throws: VaultError.unknownForm) {
            try PassphraseBox(
                sealing: secret,
                passphrase: "secret",
                rounds: rounds,
                random: .seeded()
            )
        }
    }

    @Test("two boxes of one secret have nothing in common")
    func fresh() throws {
        let random = Random.seeded()

        let (first, second) = (
            try make(passphrase: "x", random: random), try make(passphrase: "x", random: random)
        )

        #expect(first.salt != second.salt)
        #expect(first.box != second.box)
    }

    /// Made once, because each box costs a moment.
    private static let secretBox = Result {
        try PassphraseBox(
            sealing: Array("a private key".utf8),
            passphrase: "secret",
            rounds: rounds,
            random: .seeded()
        )
    }

    private func make(passphrase: String, random: Random = .seeded()) throws -> PassphraseBox {
        try PassphraseBox(
            sealing: secret,
            passphrase: passphrase,
            rounds: Self.rounds,
            random: random
        )
    }

    /// The file of a box, to be changed.
    private struct File: Codable {
        var scryptN: Int
        var salt: Data
        var box: Data

        init(_ box: PassphraseBox) throws {
            self = try JSONDecoder().decode(File.self, from: JSONEncoder().encode(box))
        }

        func read() throws -> PassphraseBox {
            try JSONDecoder().decode(PassphraseBox.self, from: JSONEncoder().encode(self))
        }
    }
}
