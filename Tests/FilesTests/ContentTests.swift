import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Files

/// Goal: contents are whole or gone, whatever sweeps and writes meet in whatever order.
///
/// Method: the statements of both, one after the other and one inside the other, on either engine.
@Suite("Contents of files")
struct ContentTests {
    private static let digest = [UInt8](repeating: 7, count: 32)

    @Test("a part that comes after its contents were swept is not left behind")
    func orphans() async throws {
        try await ShelfHouse.run { house in
            let database = house.house.database
            let scope = house.house.scope()
            let later = scope.now.adding(.seconds(1))
            _ = try await database.write(in: scope) { transaction in
                try FileContentStore.want(Self.digest, in: &transaction)
            }
            let swept = try await database.write(in: scope) { transaction in
                try FileContentStore.removeUnused(since: later, in: &transaction)
            }

            try await database.write(in: scope) { transaction in
                _ = try FileContentStore.add([1], number: 0, of: Self.digest, in: &transaction)
            }

            #expect(swept == 1)
            #expect(try await house.counts() == [0, 0, 0])
        }
    }

    @Test("what is held while a sweep looks at it stays whole")
    func held() async throws {
        try await ShelfHouse.run { house in
            let database = house.house.database
            let scope = house.house.scope()
            let later = scope.now.adding(.seconds(1))
            try await database.write(in: scope) { transaction in
                _ = try FileContentStore.want(Self.digest, in: &transaction)
                _ = try FileContentStore.add([1], number: 0, of: Self.digest, in: &transaction)
            }
            let (isHeld, isSeen) = (Signal(), Signal())

            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await database.write(in: scope) { transaction in
                        let all = try FileContentStore.hold(
                            Self.digest,
                            parts: 1,
                            in: &transaction
                        )
                        #expect(all)
                        isHeld.give()
                        try isSeen.await()
                    }
                }
                try await isHeld.arrival()
                group.addTask {
                    _ = try await database.write(in: scope) { transaction in
                        try FileContentStore.removeUnused(since: later, in: &transaction)
                    }
                }
                // SQLite lets the sweep begin afterwards; PostgreSQL lets it look, and then wait.
                if TestEngine.isPostgres { try await until { try house.isAnybodyBlocked } }
                isSeen.give()
                try await group.waitForAll()
            }

            #expect(try await house.count("file_content") == 1)
            #expect(try await house.count("file_part") == 1)
        }
    }

    @Test("a part that is written while a sweep waits for it is kept with its contents")
    func written() async throws {
        try await ShelfHouse.run { house in
            let database = house.house.database
            let scope = house.house.scope()
            let later = scope.entering(scope.space, at: scope.now.adding(.seconds(10)))
            let since = scope.now.adding(.seconds(1))
            _ = try await database.write(in: scope) { transaction in
                try FileContentStore.want(Self.digest, in: &transaction)
            }
            let (isWritten, isSeen) = (Signal(), Signal())

            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await database.write(in: later) { transaction in
                        _ = try FileContentStore.add(
                            [1],
                            number: 0,
                            of: Self.digest,
                            in: &transaction
                        )
                        isWritten.give()
                        try isSeen.await()
                    }
                }
                try await isWritten.arrival()
                let sweep = Signal()
                group.addTask {
                    _ = try await database.write(in: later) { transaction in
                        try FileContentStore.removeUnused(since: since, in: &transaction)
                    }
                    sweep.give()
                }
                if TestEngine.isPostgres {
                    try await until { try sweep.isThere || house.isAnybodyBlocked }
                }
                isSeen.give()
                try await group.waitForAll()
            }

            #expect(try await house.count("file_content") == 1)
            #expect(try await house.count("file_part") == 1)
        }
    }
}

extension Scope {
    /// The same at another time.
    fileprivate func entering(_ space: Space.ID, at now: Instant) -> Scope {
        Scope(tenant: tenant, space: space, actor: actor, now: now)
    }
}

extension ShelfHouse {
    /// Whether a transaction of this test's database waits for another; PostgreSQL tells.
    var isAnybodyBlocked: Bool {
        get throws {
            let rows = try PostgresConsole.run(
                """
                SELECT count(*) FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'
                """,
                at: house.store.address
            )
            return rows.first?.first != "0"
        }
    }
}
