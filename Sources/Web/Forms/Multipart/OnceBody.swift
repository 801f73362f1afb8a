import Hummingbird
import NIOCore
import Synchronization

/// The body of one request as a stream, which whoever comes second is refused.
///
/// Without it the second reader would find an empty body, and take it for what was sent.
struct OnceBody: AsyncSequence, Sendable {
    struct WasRead: Error {}

    private final class Turn: Sendable {
        private let isTaken = Mutex(false)

        /// Whether this is the first.
        func take() -> Bool {
            isTaken.withLock { isTaken in
                defer { isTaken = true }
                return !isTaken
            }
        }
    }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: RequestBody.AsyncIterator?

        @concurrent mutating func next() async throws -> ByteBuffer? {
            guard base != nil else { throw WasRead() }
            return try await base?.next()
        }
    }

    private let body: RequestBody
    private let turn = Turn()

    init(_ body: RequestBody) { self.body = body }

    func makeAsyncIterator() -> Iterator {
        Iterator(base: turn.take() ? body.makeAsyncIterator() : nil)
    }
}
