import Kernel
import Ledger
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: whatever happens to connections, accepted answers are rows, and nobody who was told "not stored"
/// is stored.
///
/// Method: crowds behind a network that breaks in the COMMIT, and sessions that are ended, twenty times.
@Suite("A crowd behind a bad network", .enabled(if: TestEngine.isPostgres))
struct ResetTests {
    @Test(
        "connections reset behind the COMMIT, before it, and left in silence",
        arguments: ["after", "before", "hold"]
    )
    func cut(_ name: String) async throws {
        try await Self.run { house, proxy, _ in
            var settings = LedgerSettings()
            settings.wait = .seconds(20)
            settings.answer = .seconds(40)
            try await house.run(settings) { ledger in
                let fate: CuttingProxy.Fate =
                    switch name {
                    case "after": .after(every: 3)
                    case "before": .before(every: 3)
                    default: .hold(every: 3)
                    }
                try await proxy.turn(fate)
                var told: [CrowdHouse.Told] = []
                var people = 0
                while try await proxy.turn(fate) < (name == "hold" ? 3 : 20) {
                    told += await Self.crowd(people + 1...people + 8, house, ledger)
                    people += 8
                }
                try await proxy.turn(.pass)

                #expect(told.compactMap(\.sequence).sorted() == Array(1...people))
                #expect(try await house.audit()?.rows == people)
                #expect(try await house.audit()?.isExact == true)
            }
        }
    }

    @Test("sessions that are ended under load, twenty times")
    func ended() async throws {
        try await Self.run { house, _, store in
            try await house.run(LedgerSettings()) { ledger in
                var told: [CrowdHouse.Told] = []
                for round in 0..<20 {
                    async let crowd = Self.crowd(round * 40 + 1...round * 40 + 40, house, ledger)
                    try store.cutConnections()
                    told += await crowd
                }

                #expect(told.compactMap(\.sequence).sorted() == Array(1...800))
                #expect(try await house.audit()?.rows == 800)
                #expect(try await house.audit()?.isExact == true)
            }
        }
    }

    /// Each sends as they are told, until they know.
    private static func crowd(
        _ people: ClosedRange<Int>,
        _ house: CrowdHouse,
        _ ledger: Ledger
    ) async -> [CrowdHouse.Told] {
        await withTaskGroup(of: CrowdHouse.Told.self) { group in
            for person in people {
                group.addTask { await house.submitPatiently(person, to: ledger) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func run(
        _ body: (CrowdHouse, CuttingProxy, TestStore) async throws -> Void
    ) async throws {
        let store = try await TestStore()
        try await CuttingProxy.run(before: store.address) { proxy in
            var settings = try CrowdHouse.settings(proxy.address)
            settings.isPooled = true
            settings.connections = 4
            settings.poolWait = .seconds(60)
            // How long a server may say nothing.
            settings.answerMargin = .seconds(2) - settings.statementTimeout
            let house = try await CrowdHouse(
                database: try store.open(connections: 2),
                troubled: Database(driver: PostgresDriver(settings: settings))
            )
            try await body(house, proxy, store)
            try await house.troubled.close()
        }
    }
}
