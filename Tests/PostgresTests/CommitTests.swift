import Kernel
import Storage
import StoragePostgres
import TestSupport
import Testing

/// Goal: after a COMMIT nobody is told more than is known, and nothing is done twice.
///
/// Method: a network that breaks when a COMMIT passes; the server behind it is real.
@Suite("A COMMIT of which nobody hears", .enabled(if: TestEngine.isPostgres))
struct CommitTests {
    @Test("its outcome is unknown, whether it was stored or not, and the body does not run again")
    func reset() async throws {
        try await Self.run { test, database, proxy in
            for (number, fate) in [CuttingProxy.Fate.after(every: 1), .before(every: 1)]
                .enumerated()
            {
                try await proxy.turn(fate)
                let runs = Counter()

                let failure = await kind {
                    try await database.writeShared { transaction in
                        _ = runs.next()
                        try transaction.run("INSERT INTO note (text) VALUES (\("\(number)"))")
                    }
                }

                #expect(failure == .unknownOutcome)
                #expect(runs.value == 1)
            }
            try await proxy.turn(.pass)
            #expect(try await test.notes() == ["0"])
        }
    }

    @Test("a server that says nothing any more is left after a bounded time, and nobody knows")
    func silent() async throws {
        try await Self.run { test, database, proxy in
            try await proxy.turn(.hold(every: 1))

            let failure = await kind {
                try await database.writeShared { transaction in
                    try transaction.run("INSERT INTO note (text) VALUES (\("x"))")
                }
            }

            try await proxy.turn(.pass)
            #expect(failure == .unknownOutcome)
            #expect(try await test.notes() == ["x"])
        }
    }

    @Test("of what only reads nothing can be in doubt: it is read again")
    func reading() async throws {
        try await Self.run { test, database, proxy in
            try await test.add("x")
            try await proxy.turn(.after(every: 2))

            for _ in 0..<4 {
                let notes: [String] = try await database.readShared {
                    try $0.column("SELECT text FROM note")
                }
                #expect(notes == ["x"])
            }
            #expect(try await proxy.turn(.pass) >= 2)
        }
    }

    @Test("a check that fails in the COMMIT itself proves that nothing is stored")
    func deferred() async throws {
        let test = try await NoteHouse()
        let table = """
            CREATE TABLE answer (
                note TEXT NOT NULL REFERENCES note (text) DEFERRABLE INITIALLY DEFERRED
            )
            """
        try await test.database.alter(declaring: [TableAccess("answer", .add)]) {
            try $0.connection.runScript(table)
        }

        let failure = await kind {
            try await test.database.writeShared { transaction in
                try transaction.run("INSERT INTO note (text) VALUES (\("x"))")
                try transaction.run("INSERT INTO answer (note) VALUES (\("y"))")
            }
        }

        #expect(failure == .constraint)
        #expect(try await test.notes() == [])
    }

    @Test("an error in the COMMIT that proves nothing is told as unknown")
    func strange() async throws {
        let test = try await NoteHouse()
        let trouble = """
            CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION USING ERRCODE = new.text; END';
            CREATE CONSTRAINT TRIGGER trouble AFTER INSERT ON note
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trouble();
            """
        try await test.database.alter { try $0.connection.runScript(trouble) }

        for code in ["58030", "53100", "XX000", "08007", "57P01", "40003", "99999"] {
            #expect(await kind { try await test.add(code) } == .unknownOutcome, "\(code)")
        }
        for code in ["23514", "P0001", "22012"] {
            #expect(await kind { try await test.add(code) } != .unknownOutcome, "\(code)")
        }
        #expect(try await test.notes() == [])
    }

    /// The database behind a proxy, and beside it.
    private static func run(
        _ body: (NoteHouse, Database, CuttingProxy) async throws -> Void
    ) async throws {
        let test = try await NoteHouse()
        try await CuttingProxy.run(before: test.store.address) { proxy in
            var settings = try CrowdHouse.settings(proxy.address)
            settings.isPooled = true
            settings.connections = 2
            settings.poolWait = .seconds(60)
            settings.statementTimeout = .seconds(20)
            settings.answerMargin = .seconds(5) - settings.statementTimeout
            let database = Database(driver: PostgresDriver(settings: settings))
            try await body(test, database, proxy)
            try await database.close()
        }
    }
}
