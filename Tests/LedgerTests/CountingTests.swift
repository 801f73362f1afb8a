import Kernel
import Ledger
import Storage
import TestSupport
import Testing

/// Goal: the count is the number of people, exactly, whatever a crowd does at once.
///
/// Method: crowds of known make-up on a real database; rows, counters and numbers are compared.
@Suite("Counting a crowd")
struct CountingTests {
    @Test("a mixed crowd is counted exactly, and everybody is told what became of them")
    func mixed() async throws {
        try await LedgerHouse.run { house in
            let states = ["be", "fr", "mt"]
            let open = (0..<600).map { LedgerEntry.person($0 % 400, section: states[$0 % 400 % 3]) }
            let early = (0..<50).map { number in
                LedgerEntry.person(1000 + number, at: LedgerHouse.opensAt.adding(.milliseconds(-1)))
            }
            let late = (0..<50).map { LedgerEntry.person(2000 + $0, at: LedgerHouse.closesAt) }
            let unknown = (0..<50).map { LedgerEntry.person(3000 + $0, item: "nothing") }

            let told = await house.submitAll((open + early + late + unknown).shuffled())
            let again = await house.submitAll((0..<20).map { .person($0) })
            let audit = try await house.audit()

            #expect(told.compactMap(\.sequence).sorted() == Array(1...400))
            #expect(told.count { $0 == .outcome(.duplicate) } == 200)
            #expect(told.count { $0 == .outcome(.closed) } == 150)
            #expect(again.allSatisfy { $0 == .outcome(.duplicate) })
            #expect(audit?.isExact == true && audit?.counter == 400)
            #expect(try await house.sections() == ["be": 134, "fr": 133, "mt": 133])
            #expect(try await house.audit("nothing") == nil)
        }
    }

    @Test("a hundred clicks of one person are one signature")
    func oneKey() async throws {
        try await LedgerHouse.run { house in
            let told = await house.submitAll((0..<100).map { _ in .person(7) })
            let audit = try await house.audit()

            #expect(told.count { $0 == .outcome(.accepted(sequence: 1)) } == 1)
            #expect(told.count { $0 == .outcome(.duplicate) } == 99)
            #expect(audit?.rows == 1 && audit?.isExact == true)
        }
    }

    @Test("numbers have no gap, also over many batches and between refusals")
    func sequence() async throws {
        try await LedgerHouse.run { house in
            var numbers: [Int] = []
            for round in 0..<4 {
                let crowd = (0..<700).map { LedgerEntry.person(round * 350 + $0) }
                numbers += await house.submitAll(crowd).compactMap(\.sequence)
            }

            let stored = try await house.entries(limit: 5000)
            #expect(numbers.sorted() == Array(1...1750))
            #expect(stored.map(\.sequence) == Array(1...1750))
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("within one batch the first of two equal keys counts, and later ones are told")
    func withinBatch() async throws {
        let house = try await LedgerHouse(capacity: 3)
        let entries = [1, 1, 1, 1].map { LedgerEntry.person($0) }

        let told = await withTaskGroup(of: Told.self) { group in
            for entry in entries { group.addTask { await house.submit(entry) } }
            // Only a refusal can be told before anybody writes: then the three others wait.
            var told = [await group.next()]
            house.ledger.stop()
            await house.ledger.run()
            for await next in group { told.append(next) }
            return told
        }

        #expect(told.first == .refused(.full))
        #expect(told.count { $0 == .outcome(.accepted(sequence: 1)) } == 1)
        #expect(told.count { $0 == .outcome(.duplicate) } == 2)
        #expect(try await house.audit()?.rows == 1)
    }

    @Test("days are counted where they belong, and no hour of a day that has seen few")
    func buckets() async throws {
        try await LedgerHouse.run { house in
            let evening = LedgerHouse.closesAt.adding(.milliseconds(-1))
            let morning = LedgerHouse.opensAt

            _ = await house.submitAll(
                (0..<5).map { .person($0, at: morning) }
                    + (5..<8).map { .person($0, channel: "server", at: evening) }
            )

            let channels: [String] = try await house.database.read(in: house.scope()) {
                try $0.column("SELECT channel FROM ledger_day ORDER BY entry_count DESC")
            }
            #expect(try await house.hours().isEmpty)
            #expect(channels == ["browser", "server"])
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("an hour is counted of those who have company on their day, and begins anew each day")
    func hours() async throws {
        try await LedgerHouse.run { house in
            let (noon, later) = (TestClock.noon, TestClock.noon.adding(.seconds(7_200)))
            for number in 1...Limits.ledgerCompany {
                _ = await house.submit(.person(number, at: noon))
            }
            #expect(try await house.hours().isEmpty)

            _ = await house.submitAll((201...205).map { .person($0, at: noon) })
            _ = await house.submitAll((301...303).map { .person($0, at: later) })
            #expect(try await house.hours() == [5, 3])

            try await house.schedule("a", closesAt: noon.adding(.seconds(3 * 86_400)))
            _ = await house.submit(.person(400, at: noon.adding(.seconds(86_400))))
            #expect(try await house.hours() == [5, 3])
            #expect(try await house.audit()?.isExact == true)
        }
    }

    @Test("nothing that is stored of an entry tells its time")
    func noTime() async throws {
        try await LedgerHouse.run { house in
            _ = await house.submit(.person(1))

            let table = try await house.database.tables().first { $0.name == "ledger_entry" }
            let day: Int? = try await house.database.read(in: house.scope()) {
                try $0.value("SELECT day FROM ledger_entry")
            }

            #expect(
                table?.columns.map(\.name) == [
                    "tenant_id", "item", "sequence", "entry_key", "section", "channel", "day",
                    "nonce", "payload", "anomaly",
                ]
            )
            #expect(day == CivilZone.brussels.date(at: TestClock.noon).daysSinceEpoch)
        }
    }

    @Test("the entry is stored as it came, and read in its order")
    func stored() async throws {
        try await LedgerHouse.run { house in
            for number in 1...5 {
                _ = await house.submit(.person(number, payloadBytes: number - 1))
            }
            _ = await house.submit(.person(9, section: "fr"))

            let middle = try await house.entries(after: 2, limit: 2)

            #expect(middle.map(\.sequence) == [3, 4])
            #expect(middle.map(\.payload) == [[3, 3], [4, 4, 4]])
            #expect(middle.map(\.channel) == ["browser", "browser"])
            #expect(try await house.entries("fr").map(\.sequence) == [6])
            #expect(try await house.entries("mt").isEmpty)
        }
    }
}

extension LedgerHouse {
    /// What each hour counts, the earliest first.
    fileprivate func hours() async throws -> [Int] {
        try await database.read(in: scope()) {
            try $0.column("SELECT entry_count FROM ledger_hour ORDER BY hour")
        }
    }
}
