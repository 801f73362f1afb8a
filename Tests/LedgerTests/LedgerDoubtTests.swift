import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// Goal: after a COMMIT of which nobody heard, everybody is told what became of them, and counted once.
///
/// Method: an engine that stores, or loses, a transaction and says neither.
@Suite("When nobody knows whether it was stored")
struct LedgerDoubtTests {
    @Test("what was stored is told as accepted, with its number")
    func stored() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(1))
            house.faults.come(.stored)

            let told = await house.submit(.person(2))
            let audit = try await house.audit()

            #expect(told == .outcome(.accepted(sequence: 2)))
            #expect(audit?.rows == 2 && audit?.isExact == true)
        }
    }

    @Test("what was lost is written again, once, however often nobody knows")
    func lost() async throws {
        try await LedgerHouse.run { house in
            house.faults.come(.lost, .stored, .lost, .stored, .away, .lost)

            let told = await house.submit(.person(1))
            let audit = try await house.audit()

            #expect(told == .outcome(.accepted(sequence: 1)))
            #expect(audit?.rows == 1 && audit?.isExact == true)
        }
    }

    @Test("whoever asked may not say later that nothing was stored")
    func noted() async throws {
        try await LedgerHouse.run { house in
            let (first, second, lost) = (WriteRecord(), WriteRecord(), WriteRecord())
            let accepted = await first.watch { await house.submit(.person(1)) }
            let twin = LedgerEntry.person(1, nonce: 9)
            let duplicate = await second.watch { await house.submit(twin) }
            house.faults.come(.stored)
            _ = await lost.watch { await house.submit(.person(2)) }

            #expect(accepted == .outcome(.accepted(sequence: 1)) && first.mayHaveStored)
            #expect(duplicate == .outcome(.duplicate) && !second.mayHaveStored)
            #expect(lost.mayHaveStored)
        }
    }

    @Test("a whole batch, of several items and with people who came twice, is told exactly")
    func batch() async throws {
        for fault in [CommitFaults.Fault.stored, .lost] {
            try await LedgerHouse.run { house in
                try await house.schedule("b")
                let entries = (["a", "b", "a"] as [Subject]).flatMap { item in
                    (1...30).map { LedgerEntry.person($0, item: item) }
                }
                house.faults.come(fault, fault, fault)

                let told = await house.submitAll(entries)

                let numbers = (1...30).flatMap { [$0, $0] }
                #expect(told.compactMap(\.sequence).sorted() == numbers)
                #expect(told.count { $0 == .outcome(.duplicate) } == 30)
                for item in ["a", "b"] as [Subject] {
                    #expect(try await house.audit(item)?.rows == 30)
                    #expect(try await house.audit(item)?.isExact == true)
                }
            }
        }
    }

    @Test("whoever comes meanwhile waits behind those in doubt, and numbers stay without a gap")
    func meanwhile() async throws {
        try await LedgerHouse.run { house in
            house.faults.come(.lost, .stored, .lost)
            async let first = house.submitAll((1...50).map { .person($0) })
            async let second = house.submitAll((1...80).map { .person($0) })

            let told = await first + second
            let audit = try await house.audit()

            #expect(told.compactMap(\.sequence).sorted() == Array(1...80))
            #expect(told.count { $0 == .outcome(.duplicate) } == 50)
            #expect(audit?.rows == 80 && audit?.isExact == true)
        }
    }

    @Test(
        "while it cannot be known that is said, and the same form sent again gets its number",
        arguments: [CommitFaults.Fault.stored, .lost]
    )
    func unknown(_ fault: CommitFaults.Fault) async throws {
        var settings = LedgerSettings()
        settings.answer = .milliseconds(300)
        try await LedgerHouse.run(settings) { house in
            // Until it is known: no trouble of the next one may meet it.
            _ = await house.submitPatiently(.person(1))
            house.faults.come(fault)
            house.faults.stay(fault)
            let told = await house.submit(.person(2, nonce: 22))
            house.faults.end()

            let stranger = await house.submitPatiently(.person(2, nonce: 23))
            let again = await house.submitPatiently(.person(2, nonce: 22))
            let audit = try await house.audit()

            #expect(told == .refused(.outcomeUnknown))
            if fault == .stored {
                #expect(again == .outcome(.accepted(sequence: 2)))
                #expect(stranger == .outcome(.duplicate))
            } else {
                // It was never stored: whoever came first was counted.
                #expect(stranger == .outcome(.accepted(sequence: 2)))
                #expect(again == .outcome(.duplicate))
            }
            #expect(audit?.rows == 2 && audit?.isExact == true)
        }
    }

    @Test("the same form twice is one entry with one number; another form is told it is too late")
    func sameForm() async throws {
        try await LedgerHouse.run { house in
            let first = await house.submit(.person(1, nonce: 11))
            let again = await house.submit(.person(1, nonce: 11))
            let other = await house.submit(.person(1, nonce: 12))
            let late = await house.submit(.person(1, at: LedgerHouse.closesAt, nonce: 11))
            let atOnce = await house.submitAll(
                Array(repeating: .person(2, nonce: 22), count: 30)
            )
            let audit = try await house.audit()

            #expect(first == .outcome(.accepted(sequence: 1)))
            #expect(again == .outcome(.accepted(sequence: 1)))
            #expect(other == .outcome(.duplicate))
            #expect(late == .outcome(.accepted(sequence: 1)))
            #expect(Set(atOnce) == [.outcome(.accepted(sequence: 2))])
            #expect(audit?.rows == 2 && audit?.isExact == true)
        }
    }

    @Test("a ledger that stops in doubt says that nobody knows, and never that nothing was stored")
    func stopping() async throws {
        let house = try await LedgerHouse(capacity: 1)
        house.faults.stay(.stored)

        let told = try await house.fill(with: [.person(1), .person(2)], refusing: 1)

        #expect(told == [.refused(.full), .refused(.outcomeUnknown)])
        #expect(try await house.audit()?.rows == 1)
    }
}
