import Jobs
import Kernel
import Spaces
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Mail

/// Goal: a warning reaches whoever it warns, however many letters somebody causes, and a flood of
/// warnings is still bounded.
///
/// Method: real tables on the engine of this run; letters are carried as in operation.
@Suite("Warnings")
struct WarningTests {
    @Test("equal ones that wait become one letter, which says how often it happened")
    func merged() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 1...3 {
                try await house.warn(.changed("ada@example.org", about: "a", text: "No. \(number)"))
            }
            try await house.warn(.changed("ada@example.org", about: "b", text: "Another"))
            let carrier = KeepingCarrier()

            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            let texts = carrier.texts
            #expect(texts.count == 2)
            #expect(texts.contains { $0.contains("No. 3") && $0.contains("happened 3 times") })
            #expect(texts.contains { $0.contains("Another") && !$0.contains("happened") })
        }
    }

    @Test(
        "a flood of equal ones is a few letters, and one at the end of the hour that counts the rest"
    )
    func flooded() async throws {
        try await TestHouse.run(modules: []) { house in
            let carrier = KeepingCarrier()
            let start = house.clock.now
            for _ in 0..<100 {
                try await house.warn(.changed("ada@example.org", about: "a"))
                _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))
                house.clock.advance(by: .seconds(10))
            }
            let atOnce = carrier.texts.count
            try await house.warn(.changed("ada@example.org", about: "b"))
            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))
            let other = carrier.texts.count
            house.clock.set(start.adding(.seconds(3600)))
            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            #expect(atOnce == Limits.equalWarningsPerHour)
            #expect(other == atOnce + 1, "one that tells of something else is sent at once")
            #expect(carrier.texts.count == other + 1)
            let rest = 100 - Limits.equalWarningsPerHour
            #expect(carrier.texts.last?.contains("happened \(rest) times") == true)
        }
    }

    @Test("what happens while one is on its way is told by another letter")
    func onItsWay() async throws {
        try await TestHouse.run(modules: []) { house in
            let outbox = house.host.outbox
            let carrier = KeepingCarrier {
                let second = Warning.changed("ada@example.org", about: "a", text: "Second")
                try? await house.database.write(in: house.scope()) { transaction in
                    try outbox.warn(second, in: &transaction)
                }
            }
            try await house.warn(.changed("ada@example.org", about: "a", text: "First"))

            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            #expect(carrier.texts.count >= 2)
            #expect(carrier.texts.first?.contains("First") == true)
            #expect(carrier.texts.dropFirst().first?.contains("Second") == true)
        }
    }

    @Test("an address to which letters are suspended is warned all the same")
    func suspended() async throws {
        try await TestHouse.run(modules: []) { house in
            try await house.add(.signIn(to: "ada@example.org")).get()
            _ = try await house.postman(TestCarrier { _ in .noSuchAddress(550) })
                .send(JobRun(now: house.clock.now))
            let carrier = KeepingCarrier()

            let refused = try await house.add(.signIn(to: "ada@example.org"))
            try await house.warn(.changed("ada@example.org", about: "a"))
            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            #expect(throws: Outbox.Refusal.self) { try refused.get() }
            #expect(carrier.texts.count == 1)
        }
    }

    @Test("what no mail can be sent to is kept as failed, not silently forgotten")
    func unmailable() async throws {
        try await TestHouse.run(modules: []) { house in
            try await house.warn(.changed("ädä@example.org", about: "a"))

            #expect(try await house.mails() == ["failed"])
        }
    }
}

extension Warning {
    static func changed(
        _ address: String,
        about: String,
        text: String = "Something was changed."
    ) -> Warning {
        Warning(
            to: address,
            language: .english,
            about: about,
            subject: "Changed",
            blocks: [.paragraph(text)]
        )
    }
}

extension TestHouse {
    /// Writes a warning in a transaction of its own.
    func warn(_ warning: Warning) async throws {
        let outbox = host.outbox
        try await database.write(in: scope()) { transaction in
            try outbox.warn(warning, in: &transaction)
        }
    }
}

/// A carrier that keeps what it took, and lets something happen while it carries the first letter.
private final class KeepingCarrier: MailCarrier {
    private let kept = Mutex<[String]>([])
    private let meanwhile: @Sendable () async -> Void

    init(_ meanwhile: @escaping @Sendable () async -> Void = {}) { self.meanwhile = meanwhile }

    var texts: [String] { kept.withLock(\.self) }

    func carry(_ message: Message, of tenant: Tenant.ID) async -> Delivery {
        let isFirst = kept.withLock { kept in
            kept.append(message.text)
            return kept.count == 1
        }
        if isFirst { await meanwhile() }
        return .taken
    }

    func rest() async {}
}
