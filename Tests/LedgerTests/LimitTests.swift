import Kernel
import Storage
import TestSupport
import Testing

@testable import Ledger

/// Goal: nobody has more entries in a space than they may, however many requests they send at once.
///
/// Method: crowds of limited entries over many items, in one batch and in many.
@Suite("Entries that are limited")
struct LimitTests {
    @Test("of many at once exactly as many are counted as one person may have")
    func parallel() async throws {
        try await LedgerHouse.run { house in
            let items = (1...12).map { Subject(space: .first, kind: "item", id: "i\($0)") }
            for item in items { try await house.schedule(item) }

            let told = await house.submitAll(
                items.flatMap { item in
                    (1...4).map { .limited($0, item: item, most: 3) }
                }
            )

            #expect(told.compactMap(\.sequence).count == 12)
            #expect(told.count { $0 == .outcome(.limited) } == 36)
            for person in 1...4 { #expect(try await house.used(by: person) == 3) }
        }
    }

    @Test("who takes one back has it again; sending the same twice costs nothing")
    func again() async throws {
        try await LedgerHouse.run { house in
            for item in ["b", "c"] as [Subject] { try await house.schedule(item) }
            _ = await house.submit(.limited(1, item: "a", most: 2))
            #expect(await house.submit(.limited(1, item: "a", most: 2)) == .outcome(.duplicate))
            _ = await house.submit(.limited(1, item: "b", most: 2))
            #expect(await house.submit(.limited(1, item: "c", most: 2)) == .outcome(.limited))

            let back = try await house.withdraw(1, person: LedgerEntry.bytes(1, count: 16))

            #expect(back == .withdrawn)
            #expect(try await house.used(by: 1) == 1)
            _ = try await house.withdraw(1, item: "b", person: LedgerEntry.bytes(1, count: 16))
            #expect(try await house.people() == 0)
            #expect(await house.submit(.limited(1, item: "c", most: 2)).sequence == 1)
        }
    }

    @Test("each space has its own limit, and one of nobody lets nobody in")
    func spaces() async throws {
        try await LedgerHouse.run { house in
            let items = [1, 2].map { Subject(space: Space.ID($0), kind: "item", id: "x") }
            for item in items { try await house.schedule(item) }

            let told = await house.submitAll(items.map { .limited(1, item: $0, most: 1) })
            let none = await house.submit(.limited(2, item: items[0], most: 0))

            #expect(told.compactMap(\.sequence) == [1, 1])
            #expect(none == .outcome(.limited))
            #expect(try await house.people() == 2)
        }
    }
}

extension LedgerEntry {
    /// An entry of a person who may have so many.
    static func limited(_ number: Int, item: Subject, most: Int) -> LedgerEntry {
        let plain = person(number, item: item)
        return LedgerEntry(
            tenant: plain.tenant,
            item: item,
            key: plain.key,
            section: plain.section,
            channel: plain.channel,
            day: plain.day,
            nonce: plain.nonce,
            payload: plain.payload,
            arrivedAt: plain.arrivedAt,
            limit: LedgerLimit(person: bytes(number, count: 16), most: most)
        )
    }
}

extension LedgerHouse {
    /// How many people are known to have entries.
    fileprivate func people() async throws -> Int {
        try await database.read(in: scope()) {
            try $0.value("SELECT count(*) FROM ledger_person") ?? 0
        }
    }

    fileprivate func used(by number: Int) async throws -> Int {
        try await database.read(in: scope().entering(.first)) {
            try LedgerStore.used(by: LedgerEntry.bytes(number, count: 16), in: &$0)
        }
    }
}
