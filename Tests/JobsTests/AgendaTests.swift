import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Jobs

/// Goal: a job looks where something is due and nowhere else, and nothing that is due is ever missed.
///
/// Method: a small job on both engines; statements are counted, transactions held open while others run.
@Suite("The agenda of a job")
struct AgendaTests {
    private static let hour = Duration.seconds(3600)

    @Test("two thousand idle institutions cost one statement; one of them is due and opened alone")
    func idle() async throws {
        let house = try await AgendaHouse()
        try await house.add(at: house.clock.now.adding(Self.hour))
        let few = try await statements(of: house)
        let rows = (0..<2000).map { number -> [SQLValue] in
            let due = house.clock.now.adding(Self.hour * (number == 1234 ? 2 : 3))
            return [
                "t\(number)".sqlValue, Space.ID.first.sqlValue, "test.things".sqlValue,
                due.sqlValue, house.clock.now.sqlValue,
            ]
        }
        try await house.database.alter { transaction in
            _ = try transaction.insert(
                into: "agenda",
                columns: ["tenant_id", "space_id", "job", "due_at", "seen_at"],
                rows: rows
            )
        }
        let many = try await statements(of: house)
        house.clock.advance(by: Self.hour * 2)
        let due = try await statements(of: house)
        let after = try await statements(of: house)

        #expect(few.said == nil && many.said == nil && after.said == nil)
        #expect(few.count == 1 && many.count == 1 && after.count == 1)
        // The list; then work, lock, next time and note of each.
        #expect(due.said == "1 in 2" && due.count == 1 + 2 * 4)
    }

    @Test("what is undone was never noted, and what is durable was")
    func undone() async throws {
        let house = try await AgendaHouse()
        let due = house.clock.now
        await #expect(throws: JobFailure.self) {
            try await house.add(at: due) { throw JobFailure("killed before the end") }
        }
        let before = try await house.run()
        try await house.add(at: due)

        #expect(before == nil)
        #expect(try await house.run() == "1 in 1")
        #expect(try await house.run() == nil)
    }

    @Test("the earliest of several counts, in whatever order they come; each is done in its time")
    func earliest() async throws {
        let house = try await AgendaHouse()
        let now = house.clock.now
        for (number, hours) in [5, 2, 9, 3].enumerated() {
            try await house.add(number, at: now.adding(Self.hour * hours))
        }
        var done: [Int] = []
        for hour in 1...10 {
            house.clock.set(now.adding(Self.hour * hour + .milliseconds(-1)))
            let early = try await house.run()
            house.clock.set(now.adding(Self.hour * hour))
            if try await house.run() == "1 in 1" { done.append(hour) }
            #expect(early == nil)
        }

        #expect(done == [2, 3, 5, 9])
    }

    @Test(
        "a deadline that is written while the job looks is not missed",
        arguments: [Isolation.serializable, .lockedRows]
    )
    func beside(isolation: Isolation) async throws {
        let house = try await AgendaHouse()
        let later = house.clock.now.adding(Self.hour)
        try await house.add(1, at: house.clock.now)
        let (worked, noted, go, settled) = (Signal(), Signal(), Signal(), Signal())
        house.worked.withLock {
            $0 = {
                worked.give()
                try await noted.arrival()
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let said = try await house.run()
                settled.give()
                #expect(said == "1 in 1")
            }
            group.addTask {
                try await worked.arrival()
                try await house.add(2, at: later, isolation: isolation) {
                    noted.give()
                    // It runs again when it met the other: then nothing is left to wait for.
                    if !go.isThere { try go.await() }
                }
            }
            try await noted.arrival()
            // A job that does not wait for the other has time to settle without it.
            for _ in 0..<30 where !settled.isThere { try await Task.sleep(for: .milliseconds(10)) }
            go.give()
            try await group.waitForAll()
        }
        house.worked.withLock { $0 = nil }
        house.clock.set(later)

        #expect(try await house.run() == "1 in 1")
    }

    @Test("a place that a clock months ahead has looked at is looked at again by the right one")
    func ahead() async throws {
        let house = try await AgendaHouse()
        let right = house.clock.now
        try await house.add(1, at: right.adding(Self.hour))
        house.clock.advance(by: Self.hour * 24 * 200)
        let wrongly = try await house.run()
        try await house.add(2, at: house.clock.now.adding(Self.hour))
        house.clock.set(right)
        let again = try await house.run()
        let once = try await house.run()
        try await house.add(3, at: right.adding(Self.hour))
        house.clock.advance(by: Self.hour)

        #expect(wrongly == "1 in 1" && again == "0 in 1" && once == nil)
        #expect(try await house.run() == "1 in 1")
    }

    @Test("a clock that jumps over many deadlines does all of them at once")
    func jump() async throws {
        let house = try await AgendaHouse()
        for number in 1...20 {
            try await house.add(
                number,
                at: house.clock.now.adding(Self.hour * number),
                in: "t\(number % 5)"
            )
        }
        house.clock.advance(by: Self.hour * 24 * 365)

        #expect(try await house.run() == "20 in 5")
        #expect(try await house.run() == nil)
    }

    @Test("a place in which the work fails holds up no other, and stays due")
    func broken() async throws {
        let house = try await AgendaHouse()
        for tenant in ["aa", "bb", "cc"] { try await house.add(at: house.clock.now, in: tenant) }
        house.broken.withLock { $0 = ["aa", "bb"] }
        await #expect(throws: JobFailure.self) { _ = try await house.run() }
        house.broken.withLock { $0 = ["bb"] }
        await #expect(throws: JobFailure.self) { _ = try await house.run() }
        house.broken.withLock { $0 = [] }

        #expect(try await house.run() == "1 in 1")
        #expect(try await house.run() == nil)
    }

    @Test("the place that was looked at longest ago comes first")
    func longestAgo() async throws {
        let house = try await AgendaHouse()
        for tenant in ["aa", "bb", "cc"] {
            try await house.add(at: house.clock.now, in: tenant)
            house.broken.withLock { $0 = ["aa", "bb", "cc"] }
        }
        // First cc is looked at, then aa; nobody has been at bb since the beginning.
        for tenant in ["cc", "aa"] {
            house.clock.advance(by: .seconds(1))
            house.broken.withLock { $0 = Set(["aa", "bb", "cc"]).subtracting([tenant]) }
            await #expect(throws: JobFailure.self) { _ = try await house.run() }
            try await house.add(2, at: house.clock.now, in: tenant)
        }
        let entries = try await house.database.readShared { transaction in
            try AgendaStore.due("test.things", at: house.clock.now, in: &transaction)
        }

        #expect(entries.map(\.tenant.text) == ["bb", "cc", "aa"])
    }

    @Test("the survey notes what nobody has noted, and puts nothing off")
    func survey() async throws {
        let house = try await AgendaHouse()
        let due = house.clock.now.adding(Self.hour)
        try await house.database.write(in: house.scope("forgotten")) { transaction in
            try AgendaHouse.insert(1, due, in: &transaction)
        }
        try await house.add(1, at: due, in: "noted")
        try await house.database.write(in: house.scope("noted")) { transaction in
            try transaction.run("DELETE FROM thing WHERE tenant_id = \(transaction.tenant)")
            try AgendaHouse.insert(2, due.adding(Self.hour), in: &transaction)
        }
        let places = ["forgotten", "noted", "idle"]
        let found = try await house.survey(places)
        let again = try await house.survey(places)
        house.clock.set(due)
        let first = try await house.run()
        house.clock.advance(by: Self.hour)

        #expect(found == "1 deadlines that nobody had noted" && again == nil)
        #expect(first == "1 in 2")
        #expect(try await house.run() == "1 in 1")
    }

    @Test(
        "what is due is found by an index, and so is what is noted",
        .enabled(if: TestEngine.isSQLite)
    )
    func indexed() async throws {
        let house = try await AgendaHouse()
        let plans = try await house.database.readShared { transaction in
            let plan: [PlanRow] = try transaction.all(
                """
                EXPLAIN QUERY PLAN
                SELECT tenant_id, space_id FROM agenda WHERE job = 'x' AND due_at <= 1
                UNION
                SELECT tenant_id, space_id FROM agenda WHERE job = 'x' AND seen_at > 1 LIMIT 10
                """
            )
            return plan.map(\.text)
        }

        #expect(plans.contains { $0.contains("agenda_due (job=? AND due_at<?)") }, "\(plans)")
        #expect(plans.contains { $0.contains("agenda_seen (job=? AND seen_at>?)") }, "\(plans)")
        #expect(!plans.contains { $0.hasPrefix("SCAN agenda") }, "\(plans)")
    }

    /// What a run says, and how many statements it took.
    private func statements(of house: AgendaHouse) async throws -> (said: String?, count: Int) {
        let before = house.statements.count
        let said = try await house.run()
        return (said, house.statements.count - before)
    }
}

private struct PlanRow: RowReadable {
    let text: String

    init(reading row: inout RowReader) throws(StorageError) {
        for _ in 0..<3 { let _: Int = try row.next() }
        text = try row.next()
    }
}
