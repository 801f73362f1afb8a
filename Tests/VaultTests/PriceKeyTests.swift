import Foundation
import Kernel
import TestSupport
import Testing

@testable import Vault

/// Goal: a price is paid once, for what it was named for, and checking it takes no time.
///
/// Method: works of `Tests/Vectors/work.json`, which the browser finds as well; texts that are altered.
@Suite("Prices and works")
struct PriceKeyTests {
    private let vault = Vault(secret: Array(repeating: 7, count: 32), random: .seeded())
    private let until = Instant(milliseconds: 1_800_000_000_000)
    private let sending = PriceKey.name(of: Array(repeating: 1, count: 16))

    private func key(_ tenant: Tenant.ID = .eci, _ item: Subject = "a") -> PriceKey {
        PriceKey(tenant: tenant, item: item, vault: vault)
    }

    @Test("the works of the vectors are accepted, and no other counter is")
    func vectors() throws {
        for vector in try WorkVectors.read() {
            let work = ProofOfWork(seed: try #require(vector.seedBytes), bits: vector.bits)

            #expect(work.accepts(vector.work), "\(vector.name)")
            guard vector.bits >= 8 else { continue }
            let dearer = ProofOfWork(seed: work.seed, bits: 32)
            let other = ProofOfWork(seed: work.seed.reversed(), bits: vector.bits)
            #expect(!dearer.accepts(vector.work) && !other.accepts(vector.work))
            let parts = vector.work.split(separator: ".")
            for wrong in [
                parts.reversed().joined(separator: "."), parts.dropLast().joined(separator: "."),
                vector.work + ".0", vector.work + ".", "", ".......", "-" + vector.work,
                String(repeating: "9", count: 200), "x." + parts.dropFirst().joined(separator: "."),
            ] {
                #expect(!work.accepts(wrong), "\(wrong)")
            }
        }
    }

    @Test("a challenge is known again, and a new process with the same secret knows it too")
    func known() throws {
        let made = key().challenge(bits: 9, for: sending, until: until)

        #expect(key().challenge(made.text, for: sending) == made)
        #expect(made.text.utf8.count <= Limits.challengeBytes)
        #expect(made.text.hasSuffix("." + Hexadecimal.encode(made.work.seed)))
    }

    @Test("of another subject, institution, sending or difficulty it is unknown, and altered too")
    func foreign() throws {
        let made = key().challenge(bits: 9, for: sending, until: until)
        let other = PriceKey.name(of: Array(repeating: 2, count: 16))

        #expect(key(.other).challenge(made.text, for: sending) == nil)
        #expect(key(.eci, "b").challenge(made.text, for: sending) == nil)
        #expect(key().challenge(made.text, for: other) == nil)
        #expect(key().turn(made.text, for: sending) == nil)
        for (old, new) in [
            ("w.9.", "w.8."), ("w.9.", "w.09."), ("w.9.", "t.9."), ("w.9.", "w.+9."),
            ("1800000000000", "1900000000000"), ("w.9.", "w.99."), ("w.9.", "w.-1."),
        ] {
            let altered = made.text.replacing(old, with: new)
            #expect(altered != made.text)
            #expect(key().challenge(altered, for: sending) == nil, "\(altered)")
        }
        for text in ["", "w", "w.9.1.", made.text + "0", String(made.text.dropLast())] {
            #expect(key().challenge(text, for: sending) == nil)
        }
    }

    @Test("a turn is bound in the same way, with its two instants")
    func turn() throws {
        let from = Instant(milliseconds: 1_700_000_000_000)
        let made = key().turn(for: sending, from: from, until: until)

        #expect(key().turn(made.text, for: sending) == made)
        #expect(made.from == from && made.until == until)
        #expect(key().challenge(made.text, for: sending) == nil)
        for (old, new) in [("1700000000000", "1600000000000"), ("1800000000000", "1900000000000")] {
            #expect(key().turn(made.text.replacing(old, with: new), for: sending) == nil)
        }
        let other = PriceKey.name(of: Array(repeating: 2, count: 16))
        #expect(key().turn(made.text, for: other) == nil)
        #expect(key(.eci, "b").turn(made.text, for: sending) == nil)
    }
}

private struct WorkVectors: Decodable {
    struct Vector: Decodable {
        let name: String
        let seed: String
        let bits: Int
        let work: String

        var seedBytes: [UInt8]? { Hexadecimal.decode(seed) }
    }

    let vectors: [Vector]

    static func read() throws -> [Vector] {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let data = try Data(contentsOf: URL(filePath: "/\(root)/Tests/Vectors/work.json"))
        return try JSONDecoder().decode(WorkVectors.self, from: data).vectors
    }
}
