import Kernel
import TestSupport
import Testing

@testable import Credentials

/// Goal: a password is recognised and cannot be read out of what is stored.
///
/// Method: cheap costs; the recommended ones only as numbers.
@Suite("Hashing passwords")
struct PasswordHasherTests {
    private static let cheap = HashingCost(doublings: 4, blockSize: 1, parallelism: 1)

    @Test("a password is recognised, and another is not")
    func recognises() async throws {
        let hasher = try makeHasher()
        let stored = try await hasher.hash(try password("correct horse"))

        #expect(try await hasher.check(try password("correct horse"), against: stored) == .right)
        for other in ["correct hors", "correct horse ", "Correct horse", "x", "correct\0horse"] {
            #expect(try await hasher.check(try password(other), against: stored) == .wrong)
        }
        #expect(try await hasher.check(nil, against: stored) == .wrong)
    }

    @Test("two keyboards make the same password")
    func keyboards() async throws {
        let hasher = try makeHasher()
        let stored = try await hasher.hash(try password("cre\u{300}me bru\u{302}le\u{301}e"))

        let typed = try password("cr\u{E8}me\u{A0}br\u{FB}l\u{E9}e")
        #expect(try await hasher.check(typed, against: stored) == .right)
    }

    @Test("what is stored says how it was made, and is another text each time")
    func stored() async throws {
        let hasher = try makeHasher()
        let (first, second) = (
            try await hasher.hash(try password("correct horse")),
            try await hasher.hash(try password("correct horse"))
        )

        let parts = first.split(separator: "$")
        #expect(parts.prefix(4) == ["scrypt", "4", "1", "1"])
        #expect(parts[4].utf8.count == 26)
        #expect(parts[5].utf8.count == 52)
        #expect(first != second)
        #expect(PasswordHash(first)?.text == first)
    }

    @Test("the hash is scrypt's: the second vector of RFC 7914, section 12")
    func vector() throws {
        let cost = try #require(HashingCost(doublings: 10, blockSize: 8, parallelism: 16))
        let expected: [UInt8] = [
            0xFD, 0xBA, 0xBE, 0x1C, 0x9D, 0x34, 0x72, 0x00, 0x78, 0x56, 0xE7, 0x19, 0x0D, 0x01,
            0xE9,
            0xFE, 0x7C, 0x6A, 0xD7, 0xCB, 0xC8, 0x23, 0x78, 0x30, 0xE7, 0x73, 0x76, 0x63, 0x4B,
            0x37,
            0x31, 0x62,
        ]

        let hash = try PasswordHash(
            of: password("password"),
            salt: Array("NaCl".utf8),
            cost: cost
        )

        #expect(hash.hash == expected)
    }

    @Test("a hash at another cost is right, but to be made anew")
    func outdated() async throws {
        let dearer = try #require(HashingCost(doublings: 5, blockSize: 1, parallelism: 1))
        let stored = try await makeHasher().hash(try password("correct horse"))

        let hasher = PasswordHasher(random: .seeded(), cost: dearer)
        let right = try await hasher.check(try password("correct horse"), against: stored)
        let wrong = try await hasher.check(try password("incorrect horse"), against: stored)

        #expect(right == .rightButOutdated)
        #expect(wrong == .wrong)
    }

    @Test("the costs recommended are OWASP's")
    func recommended() {
        #expect(HashingCost.recommended == HashingCost(doublings: 15, blockSize: 8, parallelism: 3))
    }

    @Test(
        "a stored text that was altered matches nothing, and asks for no absurd work",
        arguments: [
            "", "scrypt", "scrypt$4$1$1", "bcrypt$4$1$1$S$H", "scrypt$4$1$1$S$H$",
            "scrypt$0$1$1$S$H",
            "scrypt$18$8$1$S$H", "scrypt$62$8$1$S$H", "scrypt$4$9$1$S$H", "scrypt$4$1$17$S$H",
            "scrypt$-4$1$1$S$H", "scrypt$4$0$1$S$H", "scrypt$4$1$1$$H", "scrypt$4$1$1$S$",
            "scrypt$4$1$1$S$S", "scrypt$4$1$1$H$H", "scrypt$99999999999999999999$1$1$S$H",
        ]
    )
    func altered(pattern: String) async throws {
        let hasher = try makeHasher()
        let good = try await hasher.hash(try password("correct horse"))
        let parts = good.split(separator: "$")
        let text = pattern.replacing("$S", with: "$" + parts[4])
            .replacing("$H", with: "$" + parts[5])

        #expect(PasswordHash(text) == nil)
        #expect(try await hasher.check(try password("correct horse"), against: text) == .wrong)
    }

    @Test("one changed character of a salt or hash is enough")
    func changed() async throws {
        let hasher = try makeHasher()
        let good = Array(try await hasher.hash(try password("correct horse")))

        for place in [13, 24, 40, 80] {
            var text = good
            text[place] = text[place] == "A" ? "B" : "A"
            let outcome = try await hasher.check(
                try password("correct horse"),
                against: String(text)
            )
            #expect(outcome == .wrong, "\(place)")
        }
    }

    @Test("nothing and ten megabytes are no passwords; neither prints itself")
    func bounds() throws {
        #expect(Password(typed: "") == nil)
        #expect(Password(typed: String(repeating: "a", count: 10_000_000)) == nil)
        #expect("\(try password("correct horse"))" == "(password)")
    }

    @Test("when no lane is free, nothing is hashed or compared")
    func busy() async throws {
        let stored = try await makeHasher().hash(try password("correct horse"))
        let hasher = PasswordHasher(random: .seeded(), cost: try cheap(), atOnce: 0, queueLength: 0)

        await #expect(throws: HashingRefusal.busy) {
            try await hasher.hash(try password("correct horse"))
        }
        await #expect(throws: HashingRefusal.busy) {
            try await hasher.check(try password("correct horse"), against: stored)
        }
        await #expect(throws: HashingRefusal.busy) { try await hasher.check(nil, against: stored) }
        await #expect(throws: HashingRefusal.busy) { try await hasher.checkNothing(nil) }
    }

    private func cheap() throws -> HashingCost { try #require(Self.cheap) }

    private func makeHasher() throws -> PasswordHasher {
        PasswordHasher(random: .seeded(), cost: try cheap())
    }

    private func password(_ typed: String) throws -> Password {
        try #require(Password(typed: typed))
    }
}
