import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// Goal: an item counts from its first instant to its last, by when a form had arrived.
///
/// Method: entries that arrive a millisecond before, at, and after each bound.
@Suite("Opening and closing")
struct OpeningTests {
    @Test("the first instant is in time, and the closing is the first that is too late")
    func bounds() async throws {
        try await LedgerHouse.run { house in
            let instants = [
                LedgerHouse.opensAt.adding(.milliseconds(-1)), LedgerHouse.opensAt,
                LedgerHouse.closesAt.adding(.milliseconds(-1)), LedgerHouse.closesAt,
                LedgerHouse.closesAt.adding(.milliseconds(1)),
            ]

            var told: [Told] = []
            for (number, instant) in instants.enumerated() {
                told.append(await house.submit(.person(number, at: instant)))
            }
            let audit = try await house.audit()

            #expect(
                told == [
                    .outcome(.closed), .outcome(.accepted(sequence: 1)),
                    .outcome(.accepted(sequence: 2)), .outcome(.closed), .outcome(.closed),
                ]
            )
            #expect(audit?.rows == 2)
        }
    }

    @Test("a form that arrived in time counts, though it is written after the closing")
    func arrival() async throws {
        try await LedgerHouse.run { house in
            house.clock.set(LedgerHouse.closesAt.adding(.seconds(60)))

            let inTime = await house.submit(
                .person(1, at: LedgerHouse.closesAt.adding(.milliseconds(-1)))
            )
            let tooLate = await house.submit(.person(2, at: house.clock.now))

            #expect(inTime == .outcome(.accepted(sequence: 1)))
            #expect(tooLate == .outcome(.closed))
        }
    }

    @Test("after the closing somebody who signed before is told that it is closed")
    func closedBeforeDuplicate() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(1))

            #expect(await house.submit(.person(1, at: LedgerHouse.closesAt)) == .outcome(.closed))
        }
    }

    @Test("moved dates hold for the next entry, and the count stays")
    func moved() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submitAll((1...3).map { .person($0) })

            try await house.schedule("a", closesAt: TestClock.noon)
            let closed = await house.submit(.person(4))
            let counted = try await house.audit()
            try await house.schedule("a", closesAt: TestClock.noon.adding(.milliseconds(1)))
            let open = await house.submit(.person(5))

            #expect(closed == .outcome(.closed))
            #expect(counted?.counter == 3 && counted?.isExact == true)
            #expect(open == .outcome(.accepted(sequence: 4)))
            let item = try await house.database.read(in: house.scope()) {
                try LedgerStore.item("a", in: &$0)
            }
            #expect(item?.opensAt == LedgerHouse.opensAt)
            #expect(item?.closesAt == TestClock.noon.adding(.milliseconds(1)))
            #expect(item?.count == 4)
        }
    }

    @Test("an item of one tenant has nothing to do with another tenant's of the same name")
    func tenants() async throws {
        try await LedgerHouse.run { house in
            let here = await house.submitAll((1...3).map { .person($0) })
            let there = await house.submitAll([
                .person(1, tenant: .other), .person(9, tenant: .other),
            ])

            #expect(here.compactMap(\.sequence).sorted() == [1, 2, 3])
            #expect(there.compactMap(\.sequence).sorted() == [1, 2])
            #expect(try await house.audit()?.counter == 3)
            #expect(try await house.audit(tenant: .other)?.counter == 2)
            #expect(try await house.audit()?.isExact == true)
            #expect(try await house.audit(tenant: .other)?.isExact == true)
            try await house.schedule("a", tenant: .other, closesAt: LedgerHouse.opensAt)
            #expect(await house.submit(.person(4)) == .outcome(.accepted(sequence: 4)))
            #expect(await house.submit(.person(4, tenant: .other)) == .outcome(.closed))
        }
    }

    @Test("an item that only another tenant has is no item")
    func otherTenantsItem() async throws {
        try await LedgerHouse.run { house in
            try await house.schedule("b", tenant: .other)

            #expect(await house.submit(.person(1, item: "b")) == .outcome(.closed))
            let items = try await house.database.read(in: house.scope()) {
                try LedgerStore.items(in: &$0)
            }
            #expect(items == ["a"])
            #expect(try await house.audit("b") == nil)
        }
    }

    @Test("the day of a receipt is told only to its number and random bits together")
    func receipts() async throws {
        try await LedgerHouse.run { house in
            try await house.schedule("b")
            for number in [1, 2] { _ = await house.submit(.person(number, nonce: number)) }
            _ = await house.submit(.person(1, item: "b", nonce: 1))
            func day(
                _ sequence: Int,
                _ nonce: Int,
                _ item: Subject,
                _ tenant: Tenant.ID
            ) async throws
                -> CivilDate?
            {
                try await house.database.read(in: house.scope(tenant)) { transaction in
                    try LedgerStore.day(
                        ofSequence: sequence,
                        nonce: LedgerEntry.bytes(nonce, count: 8),
                        item: item,
                        in: &transaction
                    )
                }
            }

            let noon = CivilZone.brussels.date(at: TestClock.noon)
            #expect(try await day(1, 1, "a", .eci) == noon)
            #expect(try await day(2, 2, "a", .eci) == noon)
            #expect(try await day(1, 2, "a", .eci) == nil)
            #expect(try await day(3, 3, "a", .eci) == nil)
            #expect(try await day(2, 2, "b", .eci) == nil)
            #expect(try await day(1, 1, "a", .other) == nil)
        }
    }
}
