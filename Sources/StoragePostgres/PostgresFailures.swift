internal import Storage

/// Why a transaction came to its end, and whether it may simply be tried again.
struct PostgresFailure {
    let error: StorageError
    /// Nothing of it happened, and the same body may succeed now.
    let mayRetry: Bool
    /// The connection cannot be used any more.
    var isLost = false
}

extension PostgresFailure {
    /// An error that the server told (<https://www.postgresql.org/docs/15/errcodes-appendix.html>).
    init(code: String, message: String, object: String) {
        // Only class 22 quotes values; of it the code and the object are told, never the message.
        let detail = code.hasPrefix("22") ? "a value was refused \(object)" : message
        error = StorageError(StorageError.Kind(sqlState: code), "\(detail) (\(code))")
        mayRetry = Self.passing.contains(code)
        isLost = Self.ending.contains(code)
    }

    /// The connection broke.
    init(lost reason: String, mayRetry: Bool) {
        error = StorageError(.unavailable, reason)
        self.mayRetry = mayRetry
        isLost = true
    }

    /// Another transaction was in the way, the plan was of older tables, or the server is stopping: a
    /// transaction that met these was undone.
    private static let passing: Set = [
        "40001", "40P01", "0A000", "26000", "57P01", "57P02", "57P03", "25P03",
    ]

    /// What is prepared on this connection is stale, or the server has closed it.
    private static let ending: Set = ["0A000", "26000", "57P01", "57P02", "57P03", "25P03"]
}

extension StorageError.Kind {
    init(sqlState code: String) {
        switch (code.prefix(2), code) {
        case (_, "25006"): self = .readOnly
        case (_, "53100"): self = .full
        case (_, "55P03"), (_, "57014"), ("40", _): self = .busy
        case ("08", _), ("53", _), ("57", _), (_, "25P03"), (_, ""): self = .unavailable
        case ("22", _), ("23", _): self = .constraint
        default: self = .other
        }
    }
}
