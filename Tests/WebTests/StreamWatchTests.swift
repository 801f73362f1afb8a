import Kernel
import TestSupport
import Testing

@testable import Web

/// Goal: what comes as people do not sign is noticed while it comes, and nothing else is.
///
/// Method: the real terms, a clock that is moved.
@Suite("Streams that are noticed")
struct StreamWatchTests {
    private let clock = TestClock()
    private let budget: NetworkBudget
    private let watch: StreamWatch
    private let account = NetworkBudget.Account(tenant: .eci, kind: "test.sign")

    init() {
        budget = NetworkBudget(random: .seeded(), now: clock.now)
        watch = StreamWatch(
            terms: StreamWatch.Terms(NetworkBudget.Terms()),
            random: .seeded(2),
            now: clock.now
        )
    }

    @Test("a school of four hundred that signs in one afternoon is no stream")
    func school() throws {
        for pupil in 0..<400 {
            // Names are of different lengths, and pupils of different states.
            let stream = note(
                "192.0.2.1",
                part: pupil % 5 == 0 ? "DE" : "FR",
                length: pupil % 3 == 0 ? 305 : 433
            )
            #expect(stream == nil)
            clock.advance(by: .seconds(20))
        }
    }

    @Test("far beyond what a school sends, one stream a day has everything that still comes")
    func excess() throws {
        let streams = (0..<1000).map { number in
            clock.advance(by: .seconds(1))
            return note("192.0.2.1", part: "FR", length: number % 2)
        }

        #expect(streams.prefix(480).allSatisfy { $0 == nil })
        #expect(Set(streams.suffix(400).map(\.?.kind)) == [.excess])
        #expect(Set(streams.compactMap(\.?.name)).count == 1)
        #expect(note("198.51.100.1", part: "FR", length: 1) == nil)
        // The next day it is another one, and after a quiet day none.
        let next = note("192.0.2.1", part: "FR", length: 1, day: 1)
        #expect(next != nil && next?.name != streams.last??.name)
        clock.advance(by: .seconds(86_400))
        #expect(note("192.0.2.1", part: "FR", length: 1, day: 1) == nil)
    }

    @Test(
        "many of one state in one second from neighbours are a rush, and so is what follows for a minute"
    )
    func rush() throws {
        let streams = (0..<25).map { (number: Int) in
            note("2001:db8:1:\(number)::1", part: "MT", length: number)
        }
        let other = note("2001:db8:1:99::1", part: "FR", length: 1)
        let foreign = note("2001:db8:2:1::1", part: "MT", length: 1)

        #expect(streams.prefix(20).allSatisfy { $0 == nil })
        #expect(streams.suffix(5).allSatisfy { $0?.kind == .rush })
        #expect(other == nil && foreign == nil)
        clock.advance(by: .milliseconds(59_999))
        #expect(note("2001:db8:1:7::1", part: "MT", length: 7)?.name == streams.last??.name)
        clock.advance(by: .milliseconds(1))
        #expect(note("2001:db8:1:8::1", part: "MT", length: 8) == nil)
    }

    @Test("a long run of one state and one length is noticed, and ends with the first that differs")
    func likeness() throws {
        let streams = (0..<250).map { _ in
            clock.advance(by: .seconds(5))
            return note("192.0.2.1", part: "EE", length: 305)
        }

        #expect(streams.prefix(240).allSatisfy { $0 == nil })
        #expect(streams.suffix(10).allSatisfy { $0?.kind == .likeness })
        // What the server seals has been seen by it.
        #expect(note("192.0.2.1", part: "EE", length: nil) == nil)
        #expect(note("192.0.2.1", part: "EE", length: 433) == nil)
        #expect(note("192.0.2.1", part: "EE", length: 305) == nil)
    }

    @Test("people who are alike and come one by one are no stream")
    func alike() throws {
        for _ in 0..<400 {
            clock.advance(by: .seconds(20))
            #expect(note("192.0.2.1", part: "EE", length: 305) == nil)
        }
    }

    @Test(
        "another institution, another kind and a socket of this machine are watched for themselves"
    )
    func accounts() throws {
        for _ in 0..<1000 { _ = note("192.0.2.1", part: "FR", length: 1) }

        #expect(note("192.0.2.1", part: "FR", length: 1) != nil)
        #expect(note("192.0.2.1", part: "FR", length: 1, tenant: .other) == nil)
        for _ in 0..<1000 { #expect(note(nil, part: "FR", length: 1) == nil) }
    }

    private func note(
        _ address: String?,
        part: String,
        length: Int?,
        day: Int = 0,
        tenant: Tenant.ID = .eci
    ) -> StreamWatch.Stream? {
        let network = address.flatMap { InternetAddress($0) }.map { address in
            Array(address.prefix(bits: address.isIPv4 ? 32 : 64))
        }
        let account = NetworkBudget.Account(tenant: tenant, kind: account.kind)
        budget.take(from: network, for: account, at: clock.now)
        let write = StreamWatch.Write(
            account: account,
            part: part,
            length: length,
            excess: budget.excess(of: network, for: account, at: clock.now),
            day: CivilZone.brussels.date(at: clock.now).adding(days: day)
        )
        return watch.note(write, from: network, at: clock.now)
    }
}
