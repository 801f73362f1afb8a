import Jobs
import Kernel
import Logging
import Storage
import Synchronization
import TestSupport

/// A table of jobs of one test, and schedulers on it as several processes would have.
struct JobsHouse: Sendable {
    let store: TestStore
    let database: Database
    let clock = TestClock()

    init() async throws {
        store = try await TestStore()
        database = try store.open()
        try await Migrator(database: database, migrations: JobMigrations.all).run(at: clock.now)
    }

    /// Another process, with a connection of its own.
    func scheduler(
        _ jobs: [JobDefinition],
        database: Database? = nil,
        pace: Scheduler.Pace = .quick,
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    ) -> Scheduler {
        Scheduler(
            jobs: jobs,
            database: database ?? self.database,
            bell: JobBell(),
            clock: clock.clock,
            random: .system,
            logger: logger,
            pace: pace
        )
    }

    func state(_ id: String) async throws -> JobState? {
        try await states().first { $0.id == id }
    }

    func states() async throws -> [JobState] {
        try await database.readShared { try JobStore.states(in: &$0) }
    }

    /// Runs schedulers while `body` does.
    static func run(_ schedulers: [Scheduler], _ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for scheduler in schedulers { group.addTask { await scheduler.run() } }
            do {
                try await body()
                for scheduler in schedulers { scheduler.stop() }
            } catch {
                for scheduler in schedulers { scheduler.stop() }
                throw error
            }
            try await group.waitForAll()
        }
    }
}

extension Scheduler.Pace {
    static var quick: Scheduler.Pace {
        var pace = Scheduler.Pace()
        pace.poll = .milliseconds(5)
        pace.rest = .milliseconds(5)
        return pace
    }
}

/// What runs have done, told from inside them.
final class Diary: Sendable {
    private struct State {
        var runs = 0
        var working = 0
        var mostAtOnce = 0
        var isOpen = false
    }

    private let state = Mutex(State())

    var runs: Int { state.withLock(\.runs) }
    var working: Int { state.withLock(\.working) }
    var mostAtOnce: Int { state.withLock(\.mostAtOnce) }

    func begin() {
        state.withLock { state in
            state.runs += 1
            state.working += 1
            state.mostAtOnce = max(state.mostAtOnce, state.working)
        }
    }

    func end() { state.withLock { $0.working -= 1 } }

    /// Lets runs that wait go on.
    func open() { state.withLock { $0.isOpen = true } }

    var isOpen: Bool { state.withLock(\.isOpen) }

    /// Waits until something is so, for ten seconds at most.
    static func wait(until isSo: () async throws -> Bool) async throws {
        for _ in 0..<2000 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        throw TooLate()
    }

    struct TooLate: Error {}
}
