import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: whatever the server does, a transaction happens whole or not at all, and whoever waits is told
/// within a bounded time; when the server is back, so is the program.
///
/// Method: connections are cut by the server, a database refuses connections, transactions are made to
/// meet each other.
@Suite("PostgreSQL in trouble", .enabled(if: TestEngine.isPostgres))
struct PostgresTroubleTests {
    @Test("connections that the server cut while they slept are replaced unseen")
    func cutAsleep() async throws {
        let test = try await NoteHouse()
        try await test.add("before")

        for round in 0..<5 {
            try test.store.cutConnections()
            try await test.add("after \(round)")
        }

        #expect(try await test.notes().count == 6)
    }

    @Test("a connection cut in the middle of a transaction undoes it, and the body runs again")
    func cutInside() async throws {
        let test = try await NoteHouse()
        let runs = Counter()

        try await test.database.writeShared { transaction in
            try transaction.run("INSERT INTO note (text) VALUES (\("once"))")
            let count: Int? = try transaction.value("SELECT count(*) FROM note")
            if runs.next() == 1 { try test.store.cutConnections() }
            try transaction.run("INSERT INTO note (text) VALUES (\("count \(count ?? 0)"))")
        }

        #expect(runs.value == 2)
        #expect(try await test.notes() == ["count 1", "once"])
    }

    @Test("a database that is away is told at once, again and again, and is back by itself")
    func away() async throws {
        let test = try await NoteHouse()
        try await test.add("before")
        try test.store.cutOff()

        for _ in 0..<20 {
            #expect(await kind { try await test.add("lost") } == .unavailable)
        }
        try test.store.restore()
        var failures = 0
        while await kind(of: { try await test.add("after") }) != nil {
            failures += 1
            try #require(failures < 100, "the database is there, and nobody noticed")
            try await Task.sleep(for: .milliseconds(100))
        }

        #expect(try await test.notes() == ["after", "before"])
    }

    @Test("transactions that met each other are tried again until each had its turn")
    func conflicts() async throws {
        let test = try await NoteHouse()
        try await test.add("0")

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await test.database.writeShared { transaction in
                        let text: String? = try transaction.value("SELECT text FROM note")
                        let next = (text.flatMap { Int($0) } ?? 0) + 1
                        try transaction.run("UPDATE note SET text = \(String(next))")
                    }
                }
            }
            try await group.waitForAll()
        }

        #expect(try await test.notes() == ["20"])
    }

    @Test("two that wait for each other do not wait for ever")
    func deadlock() async throws {
        let test = try await NoteHouse()
        for text in ["a", "b"] { try await test.add(text) }
        let runs = Counter()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for order in [["a", "b"], ["b", "a"]] {
                group.addTask {
                    try await test.database.writeShared { transaction in
                        for text in order {
                            let _: String? = try transaction.value(
                                "UPDATE note SET text = text WHERE text = \(text) RETURNING text"
                            )
                            _ = runs.next()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }

        #expect(runs.value >= 4)
        #expect(try await test.notes() == ["a", "b"])
    }

    @Test("who finds no free connection in time is told to come back; the queue has a bound")
    func pool() async throws {
        let store = try await TestStore()
        var settings = try store.postgres(connections: 1)
        settings.poolWait = .milliseconds(200)
        settings.poolQueue = 1
        let database = Database(driver: PostgresDriver(settings: settings))
        let (isHeld, mayEnd) = (Signal(), Signal())

        async let holding: Void = database.writeShared { transaction in
            let _: Int? = try transaction.value("SELECT 1")
            isHeld.give()
            try mayEnd.await()
        }
        try await isHeld.arrival()
        let told = await withTaskGroup(of: StorageError.Kind?.self) { group in
            for _ in 0..<5 { group.addTask { await kind { try await database.reach() } } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        mayEnd.give()
        try await holding

        #expect(told == Array(repeating: .busy, count: 5))
        try await database.reach()
        try await database.close()
    }

    @Test("a statement that takes too long, or waits too long for a lock, is ended")
    func timeouts() async throws {
        let store = try await TestStore()
        var settings = try store.postgres(connections: 2)
        settings.statementTimeout = .milliseconds(200)
        settings.lockTimeout = .milliseconds(100)
        let database = Database(driver: PostgresDriver(settings: settings))
        try await database.alter(declaring: [TableAccess("a", .add)]) {
            try $0.connection.runScript("CREATE TABLE a (b int)")
        }
        let (isHeld, mayEnd) = (Signal(), Signal())

        let slow = await kind { try await database.readShared { try $0.run("SELECT pg_sleep(5)") } }
        async let holding: Void = database.alter { transaction in
            try transaction.connection.runScript("LOCK TABLE a")
            isHeld.give()
            try mayEnd.await()
        }
        try await isHeld.arrival()
        let locked = await kind {
            try await database.writeShared { try $0.run("INSERT INTO a (b) VALUES (1)") }
        }
        mayEnd.give()
        try await holding

        #expect(slow == .busy)
        #expect(locked == .busy)
        try await database.close()
    }
}
