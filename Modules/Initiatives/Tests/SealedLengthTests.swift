import Kernel
import TestSupport
import Testing
import Vault

@testable import Initiatives

/// Goal: what no form makes is refused when it arrives, and what any form makes is taken.
///
/// Method: the longest texts that the rules let through, and sealed statements of other lengths or
/// with keys that give no secret, sent as a browser sends them.
@Suite("Sealed statements that no form makes")
struct SealedLengthTests {
    /// One character to people, four bytes to machines; and one that JSON writes as two.
    @Test(
        "the longest statement that the rules let through has a possible length",
        arguments: ["😀", "\""]
    )
    func longest(character: Character) throws {
        func text(_ count: Int) -> String { String(repeating: character, count: count) }
        let statement = Statement(
            state: "DE",
            firstNames: text(Limits.nameCharacters),
            familyNames: text(Limits.nameCharacters),
            identity: .residence(
                Statement.Residence(
                    street: text(Limits.addressCharacters),
                    number: text(Limits.addressCharacters),
                    postalCode: text(Limits.postalCodeCharacters),
                    city: text(Limits.addressCharacters),
                    country: "DE"
                ),
                bornOn: BirthDate(CivilDate(daysSinceEpoch: 0))
            )
        )

        let bytes = try statement.sealable.count

        #expect(Statement.isPossible(sealedBytes: bytes))
        #expect(bytes < Limits.ledgerPayloadBytes * 3 / 4, "the intake takes it, in base 64 too")
    }

    @Test("the skeleton holds everything that nobody types, of every state")
    func skeleton() throws {
        for state in try Vectors.memberStates().all {
            for kind in state.numbers {
                let statement = Statement(
                    state: state.code,
                    firstNames: "",
                    familyNames: "",
                    identity: .number(kind: kind.key, number: "")
                )
                let bytes = try statement.sealable.count
                #expect(bytes <= 256)
            }
        }
    }

    @Test(
        "no length is possible but whole blocks",
        arguments: [-128, 0, 1, 16, 127, 129, 8192, 1 << 20]
    )
    func impossible(bytes: Int) {
        #expect(!Statement.isPossible(sealedBytes: bytes))
        #expect(Statement.isPossible(sealedBytes: 128) && Statement.isPossible(sealedBytes: 1024))
    }

    @Test("a sealed statement of a length that no form makes is refused, and nothing is stored")
    func refused() async throws {
        try await InitiativeHouse.run { site in
            let key = try #require(site.authorities["EE"]?.publicKey)
            let context = SealingContext(
                tenant: .eci,
                subject: "2026-000001",
                state: "EE",
                form: Statement.form
            )
            for bytes in [1, 127, 129, 1000, 6016] {
                let sealed = try key.seal([UInt8](repeating: 0x20, count: bytes), for: context)
                #expect(try await site.send(sealed) == .failure(.unreadable), "\(bytes)")
            }
            let sound = try key.seal([UInt8](repeating: 0x20, count: 128), for: context)
            let zeros = [UInt8](repeating: 0, count: 32)
            let weak = try #require(
                SealedStatement(bytes: Array(sound.bytes[..<9] + zeros + sound.bytes[41...]))
            )

            #expect(try await site.send(weak) == .failure(.unreadable))
            let accepted = try await site.send(sound)
            #expect(accepted.isAccepted)
        }
    }
}

extension InitiativeHouse {
    fileprivate func send(
        _ sealed: SealedStatement
    ) async throws -> Result<String, Initiatives.SupportRefusal> {
        try await initiatives.support(
            try #require(Initiative.ID("2026-000001")),
            state: "EE",
            with: .sealed(sealed, IdentityDigest(of: "EE|isikukood|48507201231")),
            arrivedAt: house.clock.now,
            in: house.scope()
        )
    }
}

extension Result where Success == String {
    fileprivate var isAccepted: Bool { if case .success = self { true } else { false } }
}
