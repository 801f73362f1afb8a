import Kernel
import Storage
import TestSupport
import Testing

/// Goal: a transaction does all or nothing, and readers see one state of the database.
///
/// Method: real files; bodies of transactions wait for each other where an order matters.
@Suite("Transactions")
struct TransactionTests {
    private struct Stop: Error {}

    @Test("a body that throws leaves nothing behind, and its error comes out as it was")
    func rollback() async throws {
        let test = try await TestDatabase()
        try await test.add("before")

        await #expect(throws: Stop.self) {
            try await test.database.writeShared { transaction in
                try Note.add("half", in: &transaction)
                try transaction.run("DELETE FROM note WHERE text = \("before")")
                throw Stop()
            }
        }

        #expect(try await test.notes() == ["before"])
        try await test.add("after")
        #expect(try await test.notes() == ["after", "before"])
    }

    @Test("a statement that fails undoes what the body did before it")
    func constraint() async throws {
        let test = try await TestDatabase()
        try await test.add("taken")

        let failure = await kind {
            try await test.database.writeShared { transaction in
                try Note.add("half", in: &transaction)
                try Note.add("taken", in: &transaction)
            }
        }

        #expect(failure == .constraint)
        #expect(try await test.notes() == ["taken"])
    }

    @Test("errors name the statement's fault, and never a value that was bound")
    func details() async throws {
        let test = try await TestDatabase()
        try await test.add("a secret")

        for statement: SQL in [
            "INSERT INTO note (text) VALUES (\("a secret"))", "SELEKT \("a secret")",
        ] {
            do {
                try await test.database.writeShared { try $0.run(statement) }
                Issue.record("\(statement.pieces) ran")
            } catch let error as StorageError {
                #expect(!error.description.contains("secret") && !error.detail.isEmpty)
            }
        }
    }

    @Test("a row of the wrong shape is unreadable, and undoes the transaction")
    func unreadable() async throws {
        let test = try await TestDatabase()

        let failure = await kind {
            try await test.database.writeShared { transaction in
                try Note.add("half", in: &transaction)
                let _: Int? = try transaction.value("SELECT text FROM note")
            }
        }

        #expect(failure == .unreadable)
        #expect(try await test.notes() == [])
    }

    @Test("a read transaction cannot write")
    func readOnly() async throws {
        let test = try await TestDatabase()

        let failure = await kind {
            try await test.database.readShared { try Note.add("x", in: &$0) }
        }

        #expect(failure == .readOnly)
        #expect(try await test.notes() == [])
    }

    @Test("a reader sees one state, though a writer commits meanwhile")
    func consistent() async throws {
        let test = try await TestDatabase()
        try await test.add("one")
        let (hasRead, hasWritten) = (Signal(), Signal())

        async let reading = test.database.readShared { transaction in
            let before = try Note.all(in: &transaction)
            hasRead.give()
            try hasWritten.await()
            return [before, try Note.all(in: &transaction)]
        }
        try await test.database.writeShared { transaction in
            try hasRead.await()
            try Note.add("two", in: &transaction)
        }
        hasWritten.give()

        #expect(try await reading == [["one"], ["one"]])
        #expect(try await test.notes() == ["one", "two"])
    }

    @Test("what is not committed is seen by nobody else, and keeps no reader waiting")
    func isolated() async throws {
        let test = try await TestDatabase()
        let (isWritten, isRead) = (Signal(), Signal())

        async let writing: Void = test.database.writeShared { transaction in
            try Note.add("one", in: &transaction)
            isWritten.give()
            try isRead.await()
        }
        let seen = try await test.database.readShared { transaction in
            try isWritten.await()
            return try Note.all(in: &transaction)
        }
        isRead.give()
        try await writing

        #expect(seen == [])
        #expect(try await test.notes() == ["one"])
    }

    @Test("writers come one after the other, and none is lost")
    func writers() async throws {
        let test = try await TestDatabase()
        try await test.tables(
            "CREATE TABLE tally (count COUNT NOT NULL);",
            access: TableAccess("tally", .add, .change("count"))
        )
        try await test.script("INSERT INTO tally VALUES (0)")

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try await test.database.writeShared { transaction in
                        let count: Int? = try transaction.value("SELECT count FROM tally")
                        try transaction.run("UPDATE tally SET count = \((count ?? 0) + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }

        let count: Int? = try await test.database.readShared {
            try $0.value("SELECT count FROM tally")
        }
        #expect(count == 50)
    }

    @Test("a transaction of a tenant knows whose it is, and when")
    func scope() async throws {
        let test = try await TestDatabase()
        let scope = Scope(tenant: .other, actor: .visitor, now: TestClock.noon)

        let read = try await test.database.read(in: scope) { ($0.tenant, $0.now) }
        let written = try await test.database.write(in: scope) { ($0.tenant, $0.now) }

        #expect(read == (.other, TestClock.noon))
        #expect(written == (.other, TestClock.noon))
    }
}
