import Dispatch
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Accounts
@testable import Credentials

/// Goal: what is written after a password was hashed is decided on what the tables say then.
///
/// Method: both lanes of the hasher are held; while a form waits for one, the account changes.
@Suite("While a password is hashed")
struct StaleRowTests {
    /// Sends a form that hashes, and changes the tables while it waits.
    private func send(
        _ path: String,
        _ form: [(String, String)],
        _ browser: TestBrowser,
        _ house: AccountHouse,
        meanwhile change: () async throws -> Void
    ) async throws -> HTTPAnswer {
        let lanes = house.house.accounts.passwords.lanes
        let gate = DispatchSemaphore(value: 0)
        return try await withThrowingTaskGroup(of: HTTPAnswer?.self) { group in
            for _ in 0..<Limits.hashingLanes {
                group.addTask {
                    try await lanes.run { gate.wait() }
                    return nil
                }
            }
            while lanes.freeCount > 0 { await Task.yield() }
            group.addTask {
                var own = browser
                return try await own.post(path, form)
            }
            do {
                defer { for _ in 0..<Limits.hashingLanes { gate.signal() } }
                while lanes.waitingCount < 1 { await Task.yield() }
                try await change()
            }
            var answer: HTTPAnswer?
            for try await one in group { answer = one ?? answer }
            return try #require(answer)
        }
    }

    @Test("a password that could not be compared was no wrong one")
    func busy() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            let accounts = house.house.accounts
            let lanes = accounts.passwords.lanes
            let gate = DispatchSemaphore(value: 0)
            let form = [("email", AccountHouse.ada), ("password", AccountHouse.password)]
            var stranger = house.browser(network: "198.51.100.9")
            var told: [HTTPAnswer] = []
            try await withThrowingTaskGroup(of: Void.self) { group in
                let all = Limits.hashingLanes + Limits.hashingQueue
                for _ in 0..<all { group.addTask { try await lanes.run { gate.wait() } } }
                defer { for _ in 0..<all { gate.signal() } }
                while lanes.waitingCount < Limits.hashingQueue { await Task.yield() }
                for _ in 0..<20 { told.append(try await stranger.post("/en/sign-in", form)) }
                told.append(
                    try await owner.post(
                        "/en/account/password",
                        [
                            ("present-password", AccountHouse.password),
                            ("new-password", "nine calm boats"),
                        ]
                    )
                )
            }

            let inside = try await stranger.post("/en/sign-in", form)
            let failures: [Int] = try await house.house.database.read(in: house.house.scope()) {
                try $0.column("SELECT failures FROM sign_in_failure")
            }

            #expect(told.allSatisfy { $0.status == 503 })
            #expect(inside.status == 303)
            #expect(failures.isEmpty)
        }
    }

    @Test("a reset asks for the code of codes that were turned on meanwhile")
    func reset() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            _ = try await owner.post("/en/passwords", [("email", AccountHouse.ada)])
            let link = try await house.link(about: "Choose a new password")
            let accounts = house.house.accounts
            let session = try #require(owner.cookies["session"])
            let member = try #require(
                try await accounts.session(of: session, in: house.house.scope())?.member
            )
            let box = accounts.box(.eci)

            let answer = try await send(
                link,
                [("new-password", "nine calm boats")],
                house.browser(network: "198.51.100.9"),
                house
            ) {
                try await house.house.database.write(in: house.house.scope()) { transaction in
                    try MemberStore.setCodeSecret(
                        of: member.id,
                        to: Array(repeating: 7, count: 20),
                        box: box,
                        in: &transaction
                    )
                }
            }

            #expect(answer.status == 200)
            #expect(answer.text.contains("Enter your one-time code"))
            #expect(answer.values("Set-Cookie").isEmpty)
        }
    }

    @Test("a session that ended meanwhile sets no password")
    func ended() async throws {
        try await AccountHouse.run { house in
            let first = try await house.register()
            var second = house.browser(network: "198.51.100.9")
            _ = try await house.useLink(in: &second)
            let other = second

            let answer = try await send(
                "/en/account/password",
                [("new-password", "nine calm boats")],
                first,
                house
            ) {
                var other = other
                let ended = try await other.post("/en/account/sessions")
                #expect(ended.status == 303)
            }

            #expect(answer.status == 403)
            #expect(answer.text.contains("You are not signed in"))
            #expect(try await second.get("/en/account").text.contains("None: you sign in"))
        }
    }

    @Test("a password that another tab has just hashed anew is right, and no wrong try is left")
    func rehashed() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            let accounts = house.house.accounts
            let session = try #require(owner.cookies["session"])
            let member = try #require(
                try await accounts.session(of: session, in: house.house.scope())?.member
            )
            let renewed = try await accounts.passwords.hash(
                try #require(Password(typed: AccountHouse.password))
            )

            let answer = try await send(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("password", AccountHouse.password)],
                house.browser(network: "198.51.100.9"),
                house
            ) {
                try await house.house.database.write(in: house.house.scope()) { transaction in
                    try MemberStore.setPassword(of: member.id, to: renewed, in: &transaction)
                }
            }

            #expect(answer.status == 303)
            #expect(try await house.failures() == 0)
        }
    }

    @Test("a right password opens nothing once everything was ended meanwhile")
    func signIn() async throws {
        try await AccountHouse.run { house in
            var owner = try await house.register()
            try await house.setPassword(in: &owner)
            let before = owner

            let answer = try await send(
                "/en/sign-in",
                [("email", AccountHouse.ada), ("password", AccountHouse.password)],
                house.browser(network: "198.51.100.9"),
                house
            ) {
                var owner = before
                let ended = try await owner.post("/en/account/sessions")
                #expect(ended.status == 303)
            }

            #expect(answer.status == 422)
            #expect(answer.values("Set-Cookie").isEmpty)
        }
    }
}
