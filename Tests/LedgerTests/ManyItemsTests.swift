import Kernel
import Ledger
import Storage
import Synchronization
import TestSupport
import Testing

/// Goal: hundreds of items in one batch cost as few statements as one, and are counted as exactly.
///
/// Method: statements are counted at the driver; crowds of known make-up over many items.
@Suite("Many items at once")
struct ManyItemsTests {
    @Test("a batch over two hundred items runs as many statements as one over two")
    func statements() async throws {
        let few = try await cost(items: 2, each: 100)
        let many = try await cost(items: 200, each: 1)

        #expect(few > 3)
        #expect(many == few)
    }

    @Test("a crowd over many items of several spaces is counted exactly on each")
    func crowd() async throws {
        try await LedgerHouse.run { house in
            let items = (1...30).map {
                Subject(space: Space.ID($0 % 3 + 1), kind: "item", id: "i\($0)")
            }
            for item in items { try await house.schedule(item) }
            let entries = items.flatMap { item in
                (1...20).flatMap { [LedgerEntry.person($0, item: item), .person($0, item: item)] }
            }

            let told = await house.submitAll(entries.shuffled())

            #expect(told.compactMap(\.sequence).count == 600)
            #expect(told.count { $0 == .outcome(.duplicate) } == 600)
            for item in items {
                let audit = try #require(try await house.audit(item))
                #expect(audit.isExact && audit.rows == 20)
            }
        }
    }

    @Test("followers are told what each item counts, in its own space")
    func followers() async throws {
        try await LedgerHouse.run { house in
            let items = (1...4).map {
                Subject(space: Space.ID($0 % 2 + 1), kind: "item", id: "i\($0)")
            }
            for item in items { try await house.schedule(item) }
            let told = Heard()
            house.ledger.follow("item") { counts, transaction in
                told.note(counts, in: transaction.space)
            }
            _ = await house.submitAll(
                items.flatMap { item in (1...5).map { .person($0, item: item) } }
            )

            #expect(told.counts == ["1/i2": 5, "1/i4": 5, "2/i1": 5, "2/i3": 5])
        }
    }

    /// What one batch of so many entries costs.
    private func cost(items: Int, each: Int) async throws -> Int {
        let house = try await LedgerHouse(capacity: 400)
        let subjects = (1...items).map { Subject(space: .init(1), kind: "item", id: "i\($0)") }
        for item in subjects { try await house.schedule(item) }
        let before = house.statements.count
        let told = try await house.writeTogether(
            subjects.flatMap { item in (1...each).map { .person($0, item: item) } }
        )
        #expect(told.count { $0.sequence != nil } == items * each)
        return house.statements.count - before
    }
}

/// What a follower was told last.
private final class Heard: Sendable {
    private let state = Mutex<[String: Int]>([:])

    var counts: [String: Int] { state.withLock { $0 } }

    func note(_ counts: [String: Int], in space: Space.ID) {
        state.withLock { state in
            for (id, count) in counts { state["\(space)/\(id)"] = count }
        }
    }
}
