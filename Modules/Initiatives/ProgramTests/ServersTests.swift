import Foundation
import ProgramSupport
import Synchronization
import TestSupport
import Testing

/// Goal: several servers on one database count as one, and outlive the database's absence.
///
/// Method: the real program, several times, on a PostgreSQL server that is killed and started again
/// under load.
@Suite("Servers on one PostgreSQL that people sign at", .enabled(if: TestEngine.isPostgres))
struct ServersTests {
    private static let page = "/en/initiatives/2025-000002"

    @Test("two servers count everybody once, to the last signature, and show each other's counts")
    func two() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let servers = [try await program.serve(), try await program.serve(log: "second")]
        let before = try await servers[0].get(Self.page)

        let statuses = await withTaskGroup(of: [Int].self) { group in
            for (index, server) in servers.enumerated() {
                for writer in 0..<8 {
                    group.addTask {
                        var statuses: [Int] = []
                        for number in 0..<40 {
                            // Half of them sign at both servers.
                            let person =
                                number % 2 == 0
                                ? "W\(writer)N\(number)" : "S\(index)W\(writer)N\(number)"
                            statuses.append(await server.sign(person))
                        }
                        return statuses
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }

        #expect(before.status == 200)
        // Whoever signs a second time is answered as the first time, and not counted.
        #expect(statuses.allSatisfy { $0 == 303 })
        for server in servers { #expect(try await server.stop() == 0) }
        let doctor = try await program.command("doctor")
        #expect(doctor.text.contains("480 entries"), "\(doctor.text)")
        #expect(!doctor.text.contains("counts differ"))
    }

    @Test(
        "the database is killed under load: nothing answered is lost, pages are read, and signing goes on by itself",
        .timeLimit(.minutes(10))
    )
    func databaseKilled() async throws {
        let folder = try TemporaryFolder()
        let postgres = try await PrivatePostgres()
        let program = Program(data: folder.path, address: postgres.address)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let servers = [try await program.serve(), try await program.serve(log: "second")]
        _ = try await servers[0].get(Self.page)
        let answered = Places()

        await withTaskGroup(of: Void.self) { group in
            for (index, server) in servers.enumerated() {
                for writer in 0..<8 {
                    group.addTask {
                        var number = 0
                        while !answered.isOver {
                            number += 1
                            let person = "K\(index)W\(writer)N\(number)"
                            guard
                                let answer = try? await server.post(
                                    Self.page + "/statements",
                                    CrashTests.form(person)
                                )
                            else { continue }
                            if answer.status == 303, let place = answer.field("Location") {
                                answered.add(place)
                            } else {
                                // Away, and said so in a way that a browser understands; of what
                                // was being committed nobody knows.
                                #expect([503, 504].contains(answer.status))
                                #expect(answer.field("Retry-After") != nil)
                            }
                        }
                    }
                }
            }
            group.addTask {
                await answered.reach(100)
                try? await postgres.crash()
                let known = try? await servers[0].get(Self.page)
                #expect(known?.status == 200, "a page that was read before")
                let refused = await servers[0].sign("AWAY")
                #expect(refused == 503)
                try? await postgres.startAgain()
                await answered.reach(answered.count + 100)
                answered.end()
            }
        }

        for place in answered.all {
            let receipt = place.replacing("/thanks/", with: "/receipts/")
            #expect(try await servers[0].get(receipt).status == 200, "lost: \(receipt)")
        }
        for server in servers { #expect(try await server.stop() == 0) }
        let doctor = try await program.command("doctor")
        // It also warns, rightly, that this database does not wait for the disk.
        #expect(doctor.text.contains(" items, "), "\(doctor.text)")
        #expect(!doctor.text.contains("counts differ"), "\(doctor.text)")
        #expect(answered.count >= 200)
    }
}

/// Where the statements are that were answered.
private final class Places: Sendable {
    private let list = Mutex<[String]>([])
    private let over = Atomic(false)

    var all: [String] { list.withLock { $0 } }
    var count: Int { list.withLock { $0.count } }
    var isOver: Bool { over.load(ordering: .relaxed) }

    func add(_ place: String) { list.withLock { $0.append(place) } }
    func end() { over.store(true, ordering: .relaxed) }

    /// Returns when there are so many, or the test is out of time.
    func reach(_ wanted: Int) async {
        while count < wanted, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
    }
}
