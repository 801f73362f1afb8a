import FoundationEssentials
import Kernel
import Storage
import StorageSQLite
import TestSupport
import Testing

/// Goal: a database that cannot do what it is asked says which kind of trouble it has, does nothing
/// by halves, and works again when the trouble is over.
///
/// Method: real troubles of SQLite: a bound on its pages, a connection that may not write, a file
/// that somebody else holds.
@Suite("Storage in trouble", .enabled(if: TestEngine.isSQLite))
struct StorageFailureTests {
    @Test("a full disk refuses the write whole, keeps what was there, and later takes it")
    func full() async throws {
        let test = try await TestDatabase()
        try await test.add("before")
        try await test.script("PRAGMA max_page_count = 1")

        let failure = await kind {
            try await test.database.writeShared { transaction in
                try Note.add("small", in: &transaction)
                try Note.add(String(repeating: "x", count: 1_000_000), in: &transaction)
            }
        }

        #expect(failure == .full)
        #expect(try await test.notes() == ["before"])
        try await test.script("PRAGMA max_page_count = 1000000")
        try await test.add(String(repeating: "x", count: 1_000_000))
        #expect(try await test.notes().count == 2)
    }

    @Test(
        "a body that goes on after the disk was full leaves nothing, and is told",
        arguments: [true, false]
    )
    func fullAndIgnored(writesMore: Bool) async throws {
        let test = try await TestDatabase()
        try await test.script("PRAGMA max_page_count = 1")

        let failure = await kind {
            try await test.database.writeShared { transaction in
                try Note.add("small", in: &transaction)
                try? Note.add(String(repeating: "x", count: 1_000_000), in: &transaction)
                if writesMore { try? Note.add("another", in: &transaction) }
            }
        }

        #expect(failure != nil)
        #expect(try await test.notes() == [])
    }

    @Test("a database that may only be read says so, and reading goes on")
    func readOnly() async throws {
        let test = try await TestDatabase()
        try await test.add("before")
        try await test.script("PRAGMA query_only = ON")

        let failure = await kind { try await test.add("after") }

        #expect(failure == .readOnly)
        #expect(try await test.notes() == ["before"])
    }

    @Test("a file that is no database, and a folder that does not exist, are unavailable")
    func unavailable() async throws {
        let folder = try TemporaryFolder()
        let broken = folder.path + "/broken.sqlite"
        try Self.write(Array(repeating: 7, count: 8192), to: broken)

        for path in [broken, folder.path + "/none/x.sqlite", folder.path] {
            let failure = await kind { _ = try SQLiteDriver(path: path) }
            #expect(failure == .unavailable, "\(path)")
        }
    }

    @Test(
        "while another connection writes, a write that may not wait is told so, and reading goes on"
    )
    func busy() async throws {
        let test = try await TestDatabase()
        var impatient = SQLiteSettings()
        impatient.busySeconds = 0
        let other = try test.second(impatient)
        let (isWriting, mayEnd) = (Signal(), Signal())

        async let writing: Void = test.database.writeShared { transaction in
            try Note.add("first", in: &transaction)
            isWriting.give()
            try mayEnd.await()
        }
        let seen = try await other.readShared { transaction in
            try isWriting.await()
            return try Note.all(in: &transaction)
        }
        let failure = await kind { try await other.writeShared { try Note.add("second", in: &$0) } }
        mayEnd.give()
        try await writing

        #expect(seen == [])
        #expect(failure == .busy)
        try await other.writeShared { try Note.add("second", in: &$0) }
        #expect(try await test.notes() == ["first", "second"])
    }

    @Test("a connection that may wait writes when the other has ended")
    func waiting() async throws {
        let test = try await TestDatabase()
        let other = try test.second()
        let (isWriting, mayEnd) = (Signal(), Signal())

        async let writing: Void = test.database.writeShared { transaction in
            try Note.add("first", in: &transaction)
            isWriting.give()
            try mayEnd.await()
        }
        try await other.readShared { _ in try isWriting.await() }
        async let waiting: Void = other.writeShared { try Note.add("second", in: &$0) }
        mayEnd.give()
        try await writing
        try await waiting

        #expect(try await test.notes() == ["first", "second"])
    }

    @Test("only troubles that may pass are called passing")
    func passing() {
        let passing: [StorageError.Kind] = [.full, .readOnly, .busy, .unavailable]
        let lasting: [StorageError.Kind] = [.constraint, .unreadable, .migration, .other]

        #expect(passing.allSatisfy { StorageError($0).isPassing })
        #expect(!lasting.contains { StorageError($0).isPassing })
    }

    @Test("an operator can see the engine, its journal and that the file is whole")
    func facts() async throws {
        let test = try await TestDatabase()

        let found = try await test.database.facts(declared: [])
        let facts = Dictionary(uniqueKeysWithValues: found.map { ($0.name, $0.value) })

        #expect(facts["engine"]?.hasPrefix("SQLite 3.") == true)
        #expect(facts["file"] == test.path)
        #expect(facts["journal"]?.hasPrefix("wal, ") == true)
        #expect(facts["answered"] == "when the disk holds it")
        #expect(facts["integrity"] == "ok")
        #expect(found.allSatisfy { $0.problem == nil })
    }

    @Test("what was committed is there after the file was closed and opened again")
    func reopened() async throws {
        let test = try await TestDatabase()
        try await test.add("kept")
        try await test.database.close()

        let failure = await kind { try await test.add("too late") }
        let again = try test.second()

        #expect(failure != nil)
        #expect(try await again.readShared { try Note.all(in: &$0) } == ["kept"])
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        try #require(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
    }
}
