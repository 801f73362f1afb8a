import Kernel
import Synchronization
import TestSupport
import Testing

@testable import OpenID

@Suite("What a provider publishes")
struct PublishedTests {
    /// Answers 1, 2, 3…, or not at all.
    private final class Source: Sendable {
        let state = Mutex((count: 0, isAway: false))

        var count: Int { state.withLock { $0.count } }

        func answer() -> Result<Int, OpenIDFailure> {
            state.withLock { state in
                state.count += 1
                return state.isAway ? .failure(.providerUnreachable) : .success(state.count)
            }
        }
    }

    private let now = TestClock.noon

    @Test("whoever missed the renewal gets what it brought, and nobody asks twice")
    func late() async throws {
        let source = Source()
        let published = Published { source.answer() }
        let old = try await published.current(at: now)
        let first = try await published.newer(than: old, at: now)
        let late = try await published.newer(than: old, at: now)
        let lacking = try await published.newer(than: try #require(first), at: now)

        #expect(old.value == 1)
        #expect(first?.value == 2)
        #expect(late?.value == 2)
        #expect(lacking == nil)
        #expect(source.count == 2)
    }

    @Test("a failure is remembered for half a minute, and what is kept for a day")
    func away() async throws {
        let source = Source()
        let published = Published { source.answer() }
        _ = try await published.current(at: now)
        source.state.withLock { $0.isAway = true }
        let later = now.adding(.seconds(3600))
        for second in [0, 1, 29] {
            let kept = try await published.current(at: later.adding(.seconds(second)))
            #expect(kept.value == 1)
        }
        #expect(source.count == 2)
        _ = try await published.current(at: later.adding(.seconds(30)))
        #expect(source.count == 3)

        await #expect(throws: OpenIDFailure.providerUnreachable) {
            try await published.current(at: now.adding(.seconds(86_400)))
        }
    }

    @Test("what a clock that was ahead has fetched is fetched anew once the clock is right")
    func ahead() async throws {
        let source = Source()
        let published = Published { source.answer() }
        let old = try await published.current(at: now.adding(.seconds(200 * 86_400)))
        _ = try await published.newer(than: old, at: now.adding(.seconds(200 * 86_400)))

        let renewed = try await published.current(at: now)
        let newer = try await published.newer(than: renewed, at: now)

        #expect(renewed.value == 3)
        #expect(newer?.value == 4)
    }

    @Test("a failure without anything kept is told, and the next one asks again")
    func never() async throws {
        let source = Source()
        source.state.withLock { $0.isAway = true }
        let published = Published { source.answer() }

        await #expect(throws: OpenIDFailure.providerUnreachable) {
            try await published.current(at: now)
        }
        source.state.withLock { $0.isAway = false }
        #expect(try await published.current(at: now).value == 2)
    }
}
