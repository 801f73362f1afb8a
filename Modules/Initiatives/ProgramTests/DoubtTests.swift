import Foundation
import ProgramSupport
import Synchronization
import TestSupport
import Testing

/// Goal: whatever becomes of connections and servers, accepted answers are rows, and nobody was told that
/// nothing was stored while it was.
///
/// Method: people who believe what they are told, before two real servers: whoever hears that nobody knows
/// sends the same form again, whoever hears that nothing was stored fills in a new one. A new form that is
/// then "already signed" is the proof of a lie.
@Suite("Servers that lose a confirmation", .enabled(if: TestEngine.isPostgres))
struct DoubtTests {
    @Test(
        "connections are reset in twenty COMMITs and sessions ended twenty times under load",
        .timeLimit(.minutes(10))
    )
    func resets() async throws {
        let folder = try TemporaryFolder()
        let store = try await TestStore()
        let direct = Program(data: folder.path, store: store, address: store.address)
        _ = try await direct.command("seed", "demo", "--signatures", "0")
        try await CuttingProxy.run(before: store.address) { proxy in
            let program = Program(data: folder.path, store: store, address: proxy.address)
            let pooled = ["--database-pooler", "yes"]
            let servers = [
                try await program.serve(pooled), try await program.serve(pooled, log: "second"),
            ]
            let crowd = Crowd(servers)
            try await crowd.run {
                for fate in [CuttingProxy.Fate.after(every: 4), .before(every: 4)] {
                    let before = try await proxy.turn(fate)
                    while try await proxy.turn(fate) < before + 10, !Task.isCancelled {
                        try await Task.sleep(for: .milliseconds(20))
                    }
                }
                try await proxy.turn(.pass)
                for _ in 0..<20 {
                    try store.cutConnections()
                    await crowd.reach(crowd.accepted.count + 5)
                }
            }
            for server in servers { #expect(try await server.stop() == 0) }
            try await crowd.check(try await direct.serve(log: "third"), direct)
        }
    }

    @Test(
        "one of two servers stands still, with a transaction open perhaps: the other one goes on",
        .timeLimit(.minutes(10))
    )
    func frozen() async throws {
        let folder = try TemporaryFolder()
        let program = try await Program(data: folder.path)
        _ = try await program.command("seed", "demo", "--signatures", "0")
        let servers = [try await program.serve(), try await program.serve(log: "second")]
        let crowd = Crowd(servers)

        try await crowd.run {
            await crowd.reach(50)
            servers[0].freeze()
            // The database ends the transaction of a server that says nothing.
            let other = crowd.acceptedBySecond
            while crowd.acceptedBySecond < other + 50, !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(20))
            }
            servers[0].thaw()
            await crowd.reach(crowd.accepted.count + 100)
        }

        try await crowd.check(servers[1], program)
        for server in servers { #expect(try await server.stop() == 0) }
    }
}

/// People who sign at two servers, and believe what they are told.
private final class Crowd: Sendable {
    private static let path = "/en/initiatives/2025-000002/statements"
    private static let writers = 8

    private struct State {
        var accepted: [String] = []
        var acceptedBySecond = 0
        /// Those who only know that they are counted: the connection itself had given up.
        var counted = 0
        var lies: [String] = []
        var unexpected: [Int] = []
    }

    private let servers: [RunningServer]
    private let state = Mutex(State())
    private let isOver = Atomic(false)

    init(_ servers: [RunningServer]) {
        self.servers = servers
    }

    var accepted: [String] { state.withLock { $0.accepted } }
    var acceptedBySecond: Int { state.withLock { $0.acceptedBySecond } }

    /// They sign until `trouble` is over; whoever has begun goes on until they know.
    func run(_ trouble: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for server in servers.indices {
                for writer in 0..<Self.writers {
                    group.addTask {
                        var number = 0
                        while !self.isOver.load(ordering: .relaxed) {
                            number += 1
                            await self.sign("C\(server)W\(writer)N\(number)", at: server)
                        }
                    }
                }
            }
            defer { isOver.store(true, ordering: .relaxed) }
            try await trouble()
        }
    }

    /// Returns when there are so many, or the test is out of time.
    func reach(_ wanted: Int) async {
        while accepted.count < wanted, !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private func sign(_ person: String, at server: Int) async {
        var more: [(String, String)] = []
        var wasUnknown = false
        for _ in 0..<1000 {
            let form = CrashTests.form(person) + more
            guard let answer = try? await servers[server].post(Self.path, form) else {
                wasUnknown = true
                continue
            }
            switch answer.status {
            case 303:
                state.withLock { state in
                    state.accepted.append(answer.field("Location") ?? "")
                    if server == 1 { state.acceptedBySecond += 1 }
                }
                return
            case 503:
                // Not stored: what is sent next has nothing to do with it. What was in doubt before is.
                if !wasUnknown { more = [] }
            case 504:
                wasUnknown = true
                if let bits = Self.attempt(in: answer.text) { more = [("attempt", bits)] }
            case 409:
                let isKnown = wasUnknown && more.isEmpty
                state.withLock { if isKnown { $0.counted += 1 } else { $0.lies.append(person) } }
                return
            default:
                state.withLock { $0.unexpected.append(answer.status) }
                return
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        state.withLock { $0.lies.append("\(person) never knew") }
    }

    /// Every answer is a row, and no row is without an answer.
    func check(_ server: RunningServer, _ program: Program) async throws {
        let state = state.withLock(\.self)
        #expect(state.lies.isEmpty, "told a lie, or nothing: \(state.lies)")
        #expect(state.unexpected.isEmpty, "\(state.unexpected)")
        #expect(Set(state.accepted).count == state.accepted.count)
        for place in state.accepted {
            let receipt = place.replacing("/thanks/", with: "/receipts/")
            #expect(try await server.get(receipt).status == 200, "lost: \(receipt)")
        }
        let doctor = try await program.command("doctor")
        let entries = state.accepted.count + state.counted
        #expect(doctor.text.contains(" \(entries) entries"), "\(doctor.text)")
        #expect(!doctor.text.contains("counts differ"), "\(doctor.text)")
    }

    private static func attempt(in page: String) -> String? {
        let mark = "name=\"attempt\" value=\""
        guard let start = page.firstRange(of: mark) else { return nil }
        return String(page[start.upperBound...].prefix { $0 != "\"" })
    }
}
