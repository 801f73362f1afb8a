import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// Goal: what comes under a key that is counted is kept, not counted, and answered as if it were the first.
///
/// Method: first and further entries, one after the other and in one batch, on a real database.
@Suite("What is kept beside a counted entry")
struct AlternateTests {
    @Test("it is accepted, has a row, and changes no count")
    func kept() async throws {
        try await LedgerHouse.run { house in
            let first = await house.submit(.person(7, keepsAlternates: true))
            let second = await house.submit(.person(7, keepsAlternates: true))
            let third = await house.submit(.person(7, keepsAlternates: true))

            #expect(first == .outcome(.accepted(sequence: 1)))
            #expect(second.sequence == Limits.ledgerAlternates + 1)
            #expect(third.sequence == Limits.ledgerAlternates + 2)
            let audit = try #require(try await house.audit())
            #expect(audit.isExact)
            #expect((audit.counter, audit.rows) == (1, 1))
            #expect((audit.alternates, audit.alternateRows) == (2, 2))
            #expect(try await house.sections() == ["be": 1])
            let kept = try await house.entries(after: Limits.ledgerAlternates)
            #expect(kept.map(\.sequence) == [second.sequence, third.sequence])
            #expect(try await house.entries().map(\.sequence) == [1])
        }
    }

    @Test("the same sending is the same row, however often it is sent and whichever it was")
    func again() async throws {
        try await LedgerHouse.run { house in
            let sendings = [11, 12, 12, 11, 12].map {
                LedgerEntry.person(7, nonce: $0, keepsAlternates: true)
            }
            var told: [Int?] = []
            for sending in sendings { told.append(await house.submit(sending).sequence) }

            let beside = Limits.ledgerAlternates + 1
            #expect(told == [1, beside, beside, 1, beside])
            let audit = try await house.audit()
            #expect(audit?.alternates == 1)
        }
    }

    @Test("in one batch the first of each person counts, and all others are kept once")
    func together() async throws {
        let house = try await LedgerHouse(capacity: 1000)
        let crowd = (0..<90).map { LedgerEntry.person($0 % 30, keepsAlternates: true) }
        let copies = (0..<10).map { _ in LedgerEntry.person(0, nonce: 5, keepsAlternates: true) }

        let told = try await house.writeTogether(crowd + copies)

        let sequences = told.compactMap(\.sequence)
        #expect(sequences.count == 100)
        #expect(Set(sequences.filter { $0 < Limits.ledgerAlternates }).count == 30)
        let audit = try #require(try await house.audit())
        #expect(audit.isExact && audit.counter == 30)
        #expect(audit.alternates == 61)
    }

    @Test(
        "a closed item keeps nothing beside, and whoever keeps no alternates is told of the first"
    )
    func refused() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(7, keepsAlternates: true))

            let late = await house.submit(
                .person(7, at: LedgerHouse.closesAt, keepsAlternates: true)
            )
            let plain = await house.submit(.person(7))

            #expect(late == .outcome(.closed))
            #expect(plain == .outcome(.duplicate))
            let audit = try await house.audit()
            #expect(audit?.alternates == 0)
        }
    }

    @Test("a batch asks and writes as many statements for what is kept as for what counts")
    func statements() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(7, keepsAlternates: true))
            let counted = try await house.statements.during {
                _ = await house.submit(.person(8, keepsAlternates: true))
            }.count
            let kept = try await house.statements.during {
                _ = await house.submit(.person(7, keepsAlternates: true))
            }.count

            #expect(kept == counted)
        }
    }
}
