private import CPostgres
internal import Storage

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// Sending and reading: many statements may be on their way at once.
///
/// <https://www.postgresql.org/docs/15/libpq-pipeline-mode.html>
extension PostgresSession {
    func queue(_ sql: SQL) throws(StorageError) {
        if isCluster, let fixed = PostgresCluster.withFixedConflict(sql) {
            return try queueOnce(fixed.text(placeholder: "$"), PostgresParameters(fixed.values))
        }
        try queue(sql.text(placeholder: "$"), PostgresParameters(sql.values))
    }

    /// Puts a statement into the buffer that the next ``flush()`` sends.
    func queue(_ text: String, _ parameters: PostgresParameters) throws(StorageError) {
        guard !settings.isPooled else { return try queueOnce(text, parameters) }
        guard send(try name(of: text, parameters.types), parameters) else {
            throw lost(connectionMessage)
        }
        awaited.append(.execution)
    }

    /// The same for a text that will hardly come again: the server need not remember it.
    func queueOnce(
        _ text: String,
        _ parameters: PostgresParameters = PostgresParameters([])
    ) throws(StorageError) {
        guard sendUnprepared(text, parameters) else { throw lost(connectionMessage) }
        awaited.append(.execution)
    }

    /// Sends what is queued and reads every answer; gives the last one.
    ///
    /// Throws the first failure; what stood behind it was not done.
    @discardableResult
    func flush() throws(StorageError) -> PostgresResult? {
        guard unsafe PQpipelineSync(pointer) == 1 else { throw lost(connectionMessage) }
        let sent = awaited
        awaited.removeAll(keepingCapacity: true)
        let deadline = ContinuousClock.now + patience
        var last: PostgresResult?
        var number = 0
        while true {
            try waitForAnswer(until: deadline)
            guard let answer = unsafe PQgetResult(pointer) else {
                // The end of one statement's answers.
                number += 1
                guard number <= sent.count else { throw lost(connectionMessage) }
                continue
            }
            let result = unsafe PostgresResult(answer)
            if result.status == .synchronised { break }
            guard number < sent.count else { throw lost(connectionMessage) }
            let isCommit = isCommitting && number == sent.count - 1
            if isCommit, result.command == Self.committed { isConfirmed = true }
            if take(result, of: sent[number], isCommit: isCommit) { last = consume result }
        }
        if let failure { throw failure.error }
        return last
    }

    /// True for the answer to a statement that was done.
    private func take(
        _ result: borrowing PostgresResult,
        of sent: Awaited,
        isCommit: Bool
    ) -> Bool {
        switch result.status {
        case .done, .rows:
            if case .execution = sent { return true }
            return false
        case .failed:
            _ = remember(failure(of: result, isCommit: isCommit))
        case .skipped, .synchronised:
            break
        }
        if case .preparation(let key) = sent { statements.remove(key) }
        return false
    }

    private func failure(
        of result: borrowing PostgresResult,
        isCommit: Bool
    ) -> PostgresFailure {
        guard let told = result.diagnosis else {
            return PostgresFailure(lost: connectionMessage, isCommitting: isCommitting)
        }
        return PostgresFailure(told: told, isCommit: isCommit, isCluster: isCluster)
    }

    private func name(of text: String, _ types: [UInt32]) throws(StorageError) -> String {
        let key = PreparedStatements.Key(text: text, types: types)
        if let name = statements.name(of: key) { return name }
        if statements.isFull {
            statements.removeAll()
            guard sendUnprepared("DEALLOCATE ALL", PostgresParameters([])) else {
                throw lost(connectionMessage)
            }
            awaited.append(.execution)
        }
        let name = statements.add(key)
        let isSent = unsafe PQsendPrepare(pointer, name, text, CInt(types.count), types) == 1
        guard isSent else { throw lost(connectionMessage) }
        awaited.append(.preparation(key))
        return name
    }

    private func send(_ name: String, _ parameters: PostgresParameters) -> Bool {
        unsafe parameters.withPointers { values, lengths, formats in
            let count = CInt(parameters.types.count)
            return unsafe PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 1)
                == 1
        }
    }

    private func sendUnprepared(_ text: String, _ parameters: PostgresParameters) -> Bool {
        unsafe parameters.withPointers { values, lengths, formats in
            let types = parameters.types
            let count = CInt(types.count)
            return unsafe PQsendQueryParams(
                pointer,
                text,
                count,
                types,
                values,
                lengths,
                formats,
                1
            ) == 1
        }
    }

    /// Sends what is in the buffer and waits until an answer can be read without waiting.
    private func waitForAnswer(until deadline: ContinuousClock.Instant) throws(StorageError) {
        while true {
            let unsent = unsafe PQflush(pointer)
            guard unsent >= 0 else { throw lost(connectionMessage) }
            if unsent == 0, unsafe PQisBusy(pointer) == 0 { return }
            let left = deadline - ContinuousClock.now
            guard left > .zero else { throw outOfPatience() }
            var waiting = unsafe pollfd(
                fd: PQsocket(pointer),
                events: Int16(unsent == 0 ? POLLIN : POLLIN | POLLOUT),
                revents: 0
            )
            _ = unsafe poll(&waiting, 1, CInt(min(left / .milliseconds(1), 60_000)) + 1)
            guard unsafe PQconsumeInput(pointer) == 1 else { throw lost(connectionMessage) }
        }
    }

    /// Throws when the server has closed the connection while it slept: better now than when a COMMIT
    /// has been sent and nobody knows.
    func checkIsAwake() throws(StorageError) {
        var waiting = unsafe pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&waiting, 1, 0) != 0 else { return }
        let isRead = unsafe PQconsumeInput(pointer) == 1
        // The only thing that a server says unasked is good-bye, or a notice after which all goes on.
        guard isRead, unsafe PQstatus(pointer) == CONNECTION_OK else {
            throw lost(connectionMessage)
        }
    }

    /// The text of a migration: several statements.
    ///
    /// Where tables are spread, a new one is so before the next statement, which may fill it: what it
    /// refers to has its rows on the nodes.
    func runScript(_ text: String) throws(StorageError) {
        guard isCluster, !declared.isEmpty, try isOne(PostgresCluster.isBegun) else {
            return try runAtOnce(text)
        }
        let all = declared
        declared = []
        defer { declared = all }
        for statement in ScriptSteps.of(text) {
            try runAtOnce(statement)
            guard let table = ScriptSteps.created(by: statement) else { continue }
            try protect(declared: all.filter { $0.table == table }, isWhole: false)
        }
    }

    /// Several statements, which only the simple protocol takes.
    private func runAtOnce(_ text: String) throws(StorageError) {
        try check()
        if !awaited.isEmpty { try flush() }
        guard unsafe PQexitPipelineMode(pointer) == 1, unsafe PQsendQuery(pointer, text) == 1
        else { throw lost(connectionMessage) }
        let deadline = ContinuousClock.now + patience
        while true {
            try waitForAnswer(until: deadline)
            guard let answer = unsafe PQgetResult(pointer) else { break }
            let result = unsafe PostgresResult(answer)
            if result.status == .failed { _ = remember(failure(of: result, isCommit: false)) }
        }
        guard unsafe PQenterPipelineMode(pointer) == 1 else { throw lost(connectionMessage) }
        if let failure { throw failure.error }
    }
}
