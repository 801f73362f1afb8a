import Kernel

/// What one connection may cost the server.
///
/// Hummingbird bounds none of these by itself, so a client that stalls would stay for ever.
/// Every wait on a connection has a deadline here, and every count a bound.
package struct ConnectionLimits: Sendable {
    /// The largest request body where a route declares none; a larger one is answered 413 and is not
    /// read.
    package var bodyBytes = 64 * 1024

    /// The names and values of all header fields of one request together; more is answered 400.
    package var headerBytes = 32 * 1024

    /// How many header fields one request may have.
    package var headerFields = 100

    /// How long the first bytes of a new connection, or the rest of a head, may take.
    package var headMilliseconds: Int64 = 10_000

    /// How long the body may take to arrive after its head, at the slowest pace besides.
    package var requestMilliseconds: Int64 = 20_000

    /// How long a body may take in all, however large it may be and however steadily it comes.
    package var longestBodyMilliseconds: Int64 = 600_000

    /// How long a handler may take to start its answer, and between two parts of it.
    package var answerMilliseconds = Limits.answerMilliseconds

    /// How long the client may go on reading more slowly than the slowest pace.
    package var responseMilliseconds: Int64 = 30_000

    /// How long a connection that has served may wait in silence for its next request.
    package var idleMilliseconds: Int64 = 60_000

    /// The slowest pace that still counts as moving, in bytes a second.
    ///
    /// What has passed buys time at this pace: long bodies and slow telephones are served, drips
    /// are not.
    package var slowestBytesPerSecond = 8 * 1024

    /// How long a connection waits after its last answer for the client to read it and leave.
    package var lingerMilliseconds: Int64 = 2000

    /// How much a connection reads and throws away after its last answer.
    ///
    /// Past it the connection stops reading, and TCP holds the sender back.
    package var lingerBytes = 256 * 1024

    /// How many connections are served at once; the next ones are answered 503.
    ///
    /// Keep it well below the limit on open files (`LimitNOFILE`).
    package var connections = 4096

    /// How many connections are served at once for one network: an IPv4 address or an IPv6 /64.
    ///
    /// Nil behind a proxy, where every connection comes from the proxy's own address.
    package var connectionsPerNetwork: Int? = 256

    /// How many connections over a limit are answered 503 at once; the next ones are just closed.
    package var refusedConnections = 64

    /// What `Retry-After` asks for with a 503.
    package var retryAfterSeconds = 10

    /// How long a connection that is idle when the server stops is still read: a request that is on its
    /// way is answered, and told that it was the last.
    package var stopMilliseconds: Int64 = 1000

    /// How long requests in progress may take to finish when the server stops.
    package var shutdownMilliseconds: Int64 = 10_000

    /// How long work that was cancelled at the end of a stop may take before the process gives up.
    package var cancellationMilliseconds: Int64 = 10_000

    package init() {}
}

extension ConnectionLimits {
    /// No deadline is shorter, so a timer of this period never misses one.
    var shortestMilliseconds: Int64 {
        min(
            headMilliseconds,
            requestMilliseconds,
            longestBodyMilliseconds,
            answerMilliseconds,
            responseMilliseconds,
            idleMilliseconds
        )
    }

    /// The time that bytes which have arrived buy at the slowest pace.
    func milliseconds(boughtBy bytes: Int) -> Int64 {
        Int64(bytes) * 1000 / Int64(slowestBytesPerSecond)
    }

    /// What a client that reads at the slowest pace takes in one stretch of time.
    var bytesPerResponseStretch: Int {
        slowestBytesPerSecond * Int(responseMilliseconds) / 1000
    }
}
