private import CPostgres
internal import Storage

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// A libpq session, finished exactly once, when its owner goes.
///
/// It is always in pipeline mode: what needs no answer travels with the next statement that does, so
/// that the frame of a transaction costs no round trip of its own.
///
/// A transaction in which a statement failed is over, whatever its body makes of the error.
///
/// Safe: it lives inside one actor, and its pointer is used by this type alone.
@safe final class PostgresSession: SQLConnection {
    let pointer: OpaquePointer
    let fullText: any FullText = PostgresFullText()
    let settings: PostgresSettings
    /// The role that sees the rows of one tenant only; nil when this login may not take one on.
    var tenantRole: String?
    /// The server stands before others that hold the rows: ``PostgresCluster``.
    private(set) var isCluster = false
    /// What the transaction's tables are declared as, for the text of a migration.
    var declared: [TableAccess] = []
    var statements = PreparedStatements()
    /// What the server has yet to answer, in order.
    var awaited: [Awaited] = []
    private(set) var failure: PostgresFailure?
    private(set) var isCommitting = false
    private var isReadOnly = false
    /// The server said that it has committed.
    var isConfirmed = false
    private let remarks = PostgresRemarks()
    /// How long an answer may take.
    private(set) var patience = Duration.seconds(10)

    /// Something sent.
    enum Awaited {
        case preparation(PreparedStatements.Key)
        case execution
    }

    /// Connects and blocks until it stands.
    ///
    /// Throws `unavailable` with the server's words.
    init(_ settings: PostgresSettings) throws(StorageError) {
        self.settings = settings
        let parameters = settings.address.withDefaults
        var strings = unsafe parameters.map { unsafe strdup($0.keyword) }
        unsafe strings.append(nil)
        var values = unsafe parameters.map { unsafe strdup($0.value) }
        unsafe values.append(nil)
        var copies = unsafe strings + values
        defer { while let copy = unsafe copies.popLast() { unsafe free(copy) } }
        let keywords = unsafe strings.map { unsafe UnsafePointer($0) }
        let texts = unsafe values.map { unsafe UnsafePointer($0) }
        guard let pointer = unsafe PQconnectdbParams(keywords, texts, 0) else {
            throw StorageError(.unavailable, "no memory for a connection")
        }
        unsafe self.pointer = unsafe pointer
        guard unsafe PQstatus(pointer) == CONNECTION_OK else {
            throw StorageError(.unavailable, connectionMessage)
        }
        unsafe remarks.listen(to: pointer)
        guard unsafe PQsetnonblocking(pointer, 1) == 0, unsafe PQenterPipelineMode(pointer) == 1
        else { throw StorageError(.unavailable, connectionMessage) }
        try findTenantRole()
        isCluster = try isOne(PostgresCluster.isThere)
    }

    deinit { unsafe PQfinish(pointer) }

    var isLost: Bool {
        if failure?.isLost == true { return true }
        return unsafe PQstatus(pointer) != CONNECTION_OK
    }

    /// What libpq says about the connection, in one line; it never holds a password.
    var connectionMessage: String {
        guard let message = unsafe PQerrorMessage(pointer) else { return "no reason was given" }
        return unsafe String(cString: message).split(whereSeparator: \.isNewline)
            .joined(separator: " ")
    }

    // The frame.

    /// Queues the beginning of a transaction; it is sent with the first statement.
    func begin(_ frame: TransactionFrame) throws(StorageError) {
        failure = nil
        isCommitting = false
        isConfirmed = false
        isReadOnly = frame.isReadOnly
        declared = frame.isWhole ? [] : frame.declared
        // The server ends a statement that takes too long; this is for a server that says nothing.
        patience =
            frame.isAlone || frame.isPatient
            ? .seconds(86_400) : settings.statementTimeout + settings.answerMargin
        try checkIsAwake()
        if !frame.sight.isEverything { try requireTenantRole() }
        try perform(frame.begin)
        let role = frame.sight.isEverything ? nil : tenantRole
        let isUnhurried = frame.isAlone || frame.isPatient
        let statement = isUnhurried ? "0" : Self.milliseconds(settings.statementTimeout)
        let lock = Self.milliseconds(frame.lockWait ?? settings.lockTimeout)
        let idle = frame.isPatient ? "0" : Self.milliseconds(settings.idleTimeout)
        let sight = frame.sight.setting ?? ""
        let proof = settings.sightKey.flatMap { sight.isEmpty ? nil : $0.proof(of: sight) } ?? ""
        guard !isCluster else {
            try perform(PostgresCluster.frame(role: role ?? "none", isAlone: frame.isAlone))
            for setting in [
                ("parvis.tenant", sight), ("parvis.proof", proof), ("statement_timeout", statement),
                ("lock_timeout", lock), ("idle_in_transaction_session_timeout", idle),
            ] { try queueOnce(PostgresCluster.setting(setting.0, to: setting.1)) }
            return
        }
        try perform(
            """
            SELECT
                set_config('role', \(role ?? "none"), TRUE),
                set_config('parvis.tenant', \(sight), TRUE),
                set_config('parvis.proof', \(proof), TRUE),
                set_config('statement_timeout', \(statement), TRUE),
                set_config('lock_timeout', \(lock), TRUE),
                set_config('idle_in_transaction_session_timeout', \(idle), TRUE)
            """
        )
    }

    /// Makes the transaction durable.
    ///
    /// Throws its first failure when the body kept it to itself; then nothing of it happened. Throws
    /// `unknownOutcome` when the COMMIT was sent and its answer never came, or proves nothing.
    func commit() throws(StorageError) {
        try check()
        remarks.forget()
        // From here on something of it may have left this machine.
        isCommitting = !isReadOnly
        let command: String?
        do {
            try queue("COMMIT")
            command = try flush()?.command
        } catch {
            // The connection broke behind the answer: it is known all the same.
            guard isConfirmed else { throw error }
            command = Self.committed
        }
        guard command == Self.committed else {
            throw remember(PostgresFailure(lost: "it was undone", isCommitting: false))
        }
        guard !remarks.holdWarning else {
            // It is written here, and no standby has said that it has it.
            throw remember(
                PostgresFailure(lost: "the standby did not confirm", isCommitting: true)
            )
        }
    }

    /// Undoes the transaction; a connection on which that fails is lost.
    func rollback() {
        do {
            if !awaited.isEmpty { _ = try? flush() }
            guard !isLost else { return }
            isCommitting = false
            let first = failure
            failure = nil
            defer { if let first { failure = first } }
            try queue("ROLLBACK")
            try flush()
        } catch {
            let first = failure
            failure = PostgresFailure(
                lost: error.detail,
                isCommitting: first?.error.kind == .unknownOutcome,
                mayRetry: first?.mayRetry ?? false
            )
        }
    }

    // What stores do.

    func run(
        _ sql: SQL,
        row: (inout RowReader) throws(StorageError) -> Void
    ) throws(StorageError) {
        try check()
        try queue(sql)
        guard let result = try flush() else { return }
        for number in 0..<result.rowCount {
            var reader = try result.row(number)
            try row(&reader)
        }
    }

    func perform(_ sql: SQL) throws(StorageError) {
        try check()
        try queue(sql)
    }

    func insert(
        into table: String,
        columns: [String],
        rows: [[SQLValue]]
    ) throws(StorageError) -> Int {
        try check()
        var written = 0
        let most =
            isCluster
            ? min(Self.rowsAtOnce, Self.valuesAtOnce / max(1, columns.count)) : Self.rowsAtOnce
        for start in stride(from: 0, to: rows.count, by: most) {
            let part = Array(rows[start..<min(start + most, rows.count)])
            if isCluster {
                let insertion = PostgresCluster.insertion(into: table, columns, part)
                try queueOnce(
                    insertion.text(placeholder: "$"),
                    PostgresParameters(insertion.values)
                )
            } else {
                let arrays = PostgresArrays(table: table, columns: columns, rows: part)
                try queue(arrays.text, arrays.parameters)
            }
            written += try flush()?.changed ?? 0
        }
        return written
    }

    func table(_ columns: [String], _ rows: [[SQLValue]]) -> SQL {
        let lists = columns.indices.map { place -> SQL in
            "\(SQLValue.list(rows.map { $0[place] }))"
        }
        let names = SQL.list(columns.map(SQL.name))
        return "SELECT \(names) FROM unnest(\(SQL.list(lists))) AS given (\(names))"
    }

    func holding(_ table: String) -> SQL { "FOR NO KEY UPDATE OF \(SQL.name(table))" }

    func tenants(in table: String, where condition: SQL) -> SQL {
        isCluster
            ? PostgresCluster.tenants(in: table, where: condition)
            : SkippingTenants.query(in: table, where: condition)
    }

    // Failures.

    func check() throws(StorageError) {
        if let failure { throw failure.error }
    }

    /// Remembers the first failure of the transaction.
    func remember(_ new: PostgresFailure) -> StorageError {
        if failure == nil { failure = new }
        return failure?.error ?? new.error
    }

    /// The connection broke: whatever was not being committed did not happen.
    func lost(_ reason: String) -> StorageError {
        remember(PostgresFailure(lost: reason, isCommitting: isCommitting))
    }

    /// The server says nothing: whoever asks again would wait as long once more.
    func outOfPatience() -> StorageError {
        remember(
            PostgresFailure(
                lost: "the server did not answer in time",
                isCommitting: isCommitting,
                mayRetry: false
            )
        )
    }

    /// What a COMMIT is answered with that has happened; one of a failed transaction says `ROLLBACK`.
    static let committed = "COMMIT"

    /// Keeps what is sent before an answer is read below a few megabytes.
    private static let rowsAtOnce = 1000
    /// What one statement may carry (<https://www.postgresql.org/docs/15/limits.html>).
    private static let valuesAtOnce = 65_535

    private static func milliseconds(_ duration: Duration) -> String {
        String(Int(duration / .milliseconds(1)))
    }
}
