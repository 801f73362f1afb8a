import Jobs
import Kernel
import Storage
import TestSupport
import Testing

@testable import Mail

/// Goal: a clock that was wrong holds up no letter once it is right.
///
/// Method: a clock that the test sets months ahead and back, on rows as a server left them.
@Suite("Letters and wrong clocks")
struct WrongClockTests {
    private static let months = Duration.seconds(200 * 86_400)

    /// Does something by a clock that is months ahead, and sets it right.
    private func ahead(_ house: TestHouse, _ body: () async throws -> Void) async throws {
        let right = house.clock.now
        house.clock.advance(by: Self.months)
        try await body()
        house.clock.set(right)
    }

    @Test("a letter that was written or put off by a clock months ahead leaves when it is right")
    func planned() async throws {
        try await TestHouse.run(modules: []) { house in
            let carrier = TestCarrier { _ in .later(451) }
            try await ahead(house) {
                _ = try await house.add(.plain(to: "ada@example.org")).get()
                _ = try await house.add(.plain(to: "grace@example.org"), at: .other).get()
                _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))
            }

            let summary = try await house.postman(TestCarrier()).send(JobRun(now: house.clock.now))

            #expect(carrier.count == 2)
            #expect(summary == "2 sent, 0 to be tried again, 0 given up")
        }
    }

    @Test("letters that were written by a clock months ahead use up nobody's hour")
    func counted() async throws {
        try await TestHouse.run(modules: []) { house in
            try await ahead(house) {
                for _ in 0..<Limits.lettersPerHour {
                    _ = try await house.add(.signIn(to: "ada@example.org")).get()
                }
            }

            let letter = try await house.add(.signIn(to: "ada@example.org"))

            #expect(throws: Never.self) { try letter.get() }
        }
    }

    @Test("a suspension that a clock months ahead began holds nothing back")
    func suspended() async throws {
        try await TestHouse.run(modules: []) { house in
            try await ahead(house) {
                _ = try await house.add(.plain(to: "ada@example.org")).get()
                let gone = TestCarrier { _ in .noSuchAddress(550) }
                _ = try await house.postman(gone).send(JobRun(now: house.clock.now))
                let held = try await house.add(.plain(to: "ada@example.org"))
                #expect(throws: Outbox.Refusal.self) { try held.get() }
            }

            let letter = try await house.add(.plain(to: "ada@example.org"))

            #expect(throws: Never.self) { try letter.get() }
        }
    }
}
