internal import Storage

/// A connection to PostgreSQL: blocking calls on a queue of its own.
///
/// It connects when it is first used, and again after the server was away.
actor PostgresConnection {
    private let executor: QueueExecutor
    private let settings: PostgresSettings
    private let reachability: PostgresReachability
    private var session: PostgresSession?

    init(number: Int, settings: PostgresSettings, reachability: PostgresReachability) {
        executor = QueueExecutor(label: "parvis.postgres.\(number)")
        self.settings = settings
        self.reachability = reachability
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// The transaction was undone, and the same body may succeed when it is tried again.
    struct MayRetry: Error {
        let error: StorageError
        /// It met another transaction; otherwise the connection had broken.
        let isConflict: Bool
    }

    func transact<Value: Sendable>(
        _ frame: TransactionFrame,
        _ body: @Sendable (any SQLConnection) throws -> Value
    ) throws -> Value {
        let session = try ready()
        defer { if session.isLost { self.session = nil } }
        do {
            try session.begin(frame)
            if frame.sight.isEverything { try session.checkSeesEverything() }
            if frame.isAlone { try session.waitForAlone() }
            let value = try body(session)
            if frame.isAlone {
                session.declared = []
                try session.protect(declared: frame.declared, isWhole: frame.isWhole)
            }
            try session.commit()
            return value
        } catch {
            session.rollback()
            if let failure = session.failure, failure.mayRetry {
                throw MayRetry(error: failure.error, isConflict: !failure.isLost)
            }
            throw error
        }
    }

    func close() {
        session = nil
    }

    private func ready() throws(StorageError) -> PostgresSession {
        if let session { return session }
        try reachability.check()
        do {
            let session = try PostgresSession(settings)
            reachability.succeeded()
            self.session = session
            return session
        } catch {
            reachability.failed(error)
            throw error
        }
    }
}
