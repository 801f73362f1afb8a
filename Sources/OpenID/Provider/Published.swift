import Kernel

/// Something that a provider publishes: kept for a while, and asked for once at a time.
///
/// While the provider is away, what was kept stands in for a day.
actor Published<Value: Sendable> {
    /// What is kept, and which answer of the provider it was.
    struct Edition: Sendable {
        let value: Value
        fileprivate let number: Int
    }

    private let fetch: @Sendable () async -> Result<Value, OpenIDFailure>
    private var edition: Edition?
    private var fetchedAt = Instant(milliseconds: 0)
    private var askedAt = Instant(milliseconds: 0)
    private var renewedAt: Instant?
    private var isAsking = false
    private var waiting: [CheckedContinuation<Result<Edition, OpenIDFailure>, Never>] = []

    init(_ fetch: @escaping @Sendable () async -> Result<Value, OpenIDFailure>) {
        self.fetch = fetch
    }

    /// What is kept, or asked for when it is old.
    func current(at now: Instant) async throws(OpenIDFailure) -> Edition {
        if let edition, isFresh(at: now) { return edition }
        let answer = await ask(at: now)
        if case .failure = answer, let edition, age(of: fetchedAt, at: now) < Self.stale {
            return edition
        }
        return try answer.get()
    }

    /// A newer edition than one that lacks something; nil when that was asked for just now.
    func newer(than old: Edition, at now: Instant) async throws(OpenIDFailure) -> Edition? {
        // Somebody else met the same lack, and was quicker.
        if let edition, edition.number > old.number { return edition }
        if isAsking { return try await ask(at: now).get() }
        if let renewedAt, age(of: renewedAt, at: now) < Self.pause { return nil }
        renewedAt = now
        return try await ask(at: now).get()
    }

    /// Others that ask meanwhile get the same answer.
    private func ask(at now: Instant) async -> Result<Edition, OpenIDFailure> {
        guard !isAsking else {
            return await withCheckedContinuation { waiting.append($0) }
        }
        isAsking = true
        askedAt = now
        let number = (edition?.number ?? 0) + 1
        let answer = await fetch().map { Edition(value: $0, number: number) }
        isAsking = false
        if case .success(let new) = answer {
            edition = new
            fetchedAt = now
        }
        for continuation in waiting { continuation.resume(returning: answer) }
        waiting = []
        return answer
    }

    /// Also for a moment after a failure, and while somebody is asking.
    private func isFresh(at now: Instant) -> Bool {
        let age = age(of: fetchedAt, at: now)
        return age < Limits.providerFreshMilliseconds
            || age < Self.stale && self.age(of: askedAt, at: now) < Self.pause
    }

    private func age(of instant: Instant, at now: Instant) -> Int64 {
        instant.distance(to: now)
    }

    private static var stale: Int64 { Limits.providerStaleMilliseconds }
    private static var pause: Int64 { Limits.providerPauseMilliseconds }
}
