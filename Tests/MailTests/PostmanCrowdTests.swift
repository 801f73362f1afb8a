import Jobs
import Kernel
import Spaces
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Mail

/// Goal: letters leave several at once, each once, and nobody's wait for somebody else's thousands.
///
/// Method: carriers that hold letters back until enough are there, and a real mail server.
@Suite("The postman with many letters")
struct PostmanCrowdTests {
    @Test("as many letters are on their way at once as there are lanes, and no more")
    func together() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 0..<40 { _ = try await house.add(.plain(to: "a\(number)@example.org")) }
            let carrier = CrowdCarrier { carrier, _ in
                // Each of the first answers opens a lane.
                guard carrier.count >= Limits.mailLanes else { return .taken }
                try? await until { carrier.mostAtOnce == Limits.mailLanes }
                return .taken
            }

            let summary = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            #expect(summary == "40 sent, 0 to be tried again, 0 given up")
            #expect(carrier.mostAtOnce == Limits.mailLanes)
            #expect(Set(carrier.ids).count == 40 && carrier.count == 40)
        }
    }

    @Test("one institution with many letters does not hold up the sign-in link of another")
    func fair() async throws {
        try await TestHouse.run(modules: []) { house in
            try await house.flood(300)
            let carrier = CrowdCarrier { carrier, _ in
                if carrier.count == 5 {
                    _ = try? await house.add(.signIn(to: "a@x.org"), at: .other)
                }
                return .taken
            }

            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            let place = try #require(carrier.tenants.firstIndex(of: .other))
            #expect(carrier.count == 301)
            // What was taken already, what was on its way, and once around the table.
            #expect(place <= 5 + Limits.mailBatch + 2 * Limits.mailLanes, "\(place)")
        }
    }

    @Test("letters to one address leave one after the other, as they were written")
    func inOrder() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 0..<6 {
                for name in ["ada", "grace", "hedy"] {
                    house.clock.advance(by: .milliseconds(1))
                    _ = try await house.add(
                        .plain(to: name + "@example.org", subject: "\(number)")
                    )
                }
            }
            let carrier = CrowdCarrier { _, _ in
                await Task.yield()
                return .taken
            }

            _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))

            for name in ["ada", "grace", "hedy"] {
                #expect(carrier.subjects(to: name) == ["0", "1", "2", "3", "4", "5"])
            }
            #expect(carrier.mostToOne == 1)
        }
    }

    @Test("a server that takes few connections gets all letters, and the job does not fail")
    func bounded() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 0..<30 { _ = try await house.add(.plain(to: "a\(number)@example.org")) }
            let taken = Mutex<[String]>([])
            let carrier = CrowdCarrier { carrier, message in
                guard carrier.inside <= 2 else { return .unreachable("421 too many") }
                await Task.yield()
                taken.withLock { $0.append(message.id) }
                return .taken
            }
            for _ in 0..<30 where taken.withLock({ $0.count < 30 }) {
                _ = try await house.postman(carrier).send(JobRun(now: house.clock.now))
                house.clock.advance(by: .seconds(61))
            }

            let ids = taken.withLock(\.self)
            #expect(ids.count == 30 && Set(ids).count == 30)
        }
    }

    @Test("a run ends in time though letters are left, and the next one goes on")
    func inTime() async throws {
        try await TestHouse.run(modules: []) { house in
            for number in 0..<3 { _ = try await house.add(.plain(to: "a\(number)@example.org")) }
            let carrier = TestCarrier()
            let postman = house.postman(carrier, longestRun: .zero)
            var counts: [Int] = []
            for _ in 0..<4 {
                _ = try await postman.send(JobRun(now: house.clock.now))
                counts.append(carrier.count)
            }

            #expect(counts == [1, 2, 3, 3])
        }
    }

    @Test(
        "where nothing waits, one statement says so; who has many letters costs no more than others"
    )
    func idle() async throws {
        try await TestHouse.run(modules: []) { house in
            func cost() async throws -> Int {
                let before = house.statements.count
                _ = try await house.postman(TestCarrier()).send(JobRun(now: house.clock.now))
                return house.statements.count - before
            }
            let idle = try await cost()
            let away = TestCarrier { _ in .later(451) }
            try await house.flood(50)
            _ = try await house.postman(away).send(JobRun(now: house.clock.now))

            #expect(idle == 1)
            #expect(try await cost() == 1, "all of them were put off")
        }
    }

    @Test("each of two hundred letters arrives once, on several connections")
    func real() async throws {
        try await TestHouse.run(modules: []) { house in
            try await MailSink.run { sink in
                try await house.flood(200)
                let carrier = SMTPCarrier(settings: try sink.settings())

                let summary = try await house.postman(carrier).send(JobRun(now: house.clock.now))

                let mails = try await sink.mails(200)
                let connections = Set(mails.map(\.peer)).count
                #expect(summary == "200 sent, 0 to be tried again, 0 given up")
                #expect(mails.count == 200)
                #expect(Set(mails.map { $0.header("Message-ID") }).count == 200)
                #expect((2...Limits.mailLanes).contains(connections), "\(connections)")
            }
        }
    }
}

extension TestHouse {
    /// Many letters of one institution, in one transaction.
    fileprivate func flood(_ count: Int) async throws {
        let outbox = host.outbox
        try await database.write(in: scope()) { transaction in
            for number in 0..<count {
                try outbox.add(.plain(to: "a\(number)@example.org"), in: &transaction).get()
            }
        }
    }
}

/// A carrier that knows how many letters it has at once.
private final class CrowdCarrier: MailCarrier {
    private struct State {
        var carried: [(tenant: Tenant.ID, message: Message)] = []
        var inside: [String: Int] = [:]
        var mostAtOnce = 0
        var mostToOne = 0
    }

    private let state = Mutex(State())
    private let answer: @Sendable (CrowdCarrier, Message) async -> Delivery

    init(_ answer: @escaping @Sendable (CrowdCarrier, Message) async -> Delivery) {
        self.answer = answer
    }

    var count: Int { state.withLock(\.carried.count) }
    var ids: [String] { state.withLock { $0.carried.map(\.message.id) } }
    var tenants: [Tenant.ID] { state.withLock { $0.carried.map(\.tenant) } }
    var inside: Int { state.withLock { $0.inside.values.reduce(0, +) } }
    var mostAtOnce: Int { state.withLock(\.mostAtOnce) }
    var mostToOne: Int { state.withLock(\.mostToOne) }

    func subjects(to name: String) -> [String] {
        state.withLock { state in
            state.carried.map(\.message).filter { $0.to.local == name }.map(\.subject)
        }
    }

    func carry(_ message: Message, of tenant: Tenant.ID) async -> Delivery {
        state.withLock { state in
            state.carried.append((tenant, message))
            state.inside[message.to.text, default: 0] += 1
            state.mostToOne = max(state.mostToOne, state.inside[message.to.text] ?? 0)
            state.mostAtOnce = max(state.mostAtOnce, state.inside.values.reduce(0, +))
        }
        let delivery = await answer(self, message)
        state.withLock { $0.inside[message.to.text, default: 0] -= 1 }
        return delivery
    }

    func rest() async {}
}
