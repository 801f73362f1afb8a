private import CPostgres

/// What a server says beside its answers: notices and warnings.
///
/// A COMMIT that waits for a synchronous standby and is told to stop waiting answers `COMMIT`, and says
/// only here that the standby may not have it
/// (<https://www.postgresql.org/docs/15/warm-standby.html#SYNCHRONOUS-REPLICATION>).
///
/// Safe: libpq calls it on the thread that reads an answer, which is the session's own.
@safe final class PostgresRemarks {
    private(set) var holdWarning = false

    func forget() {
        holdWarning = false
    }

    /// Nothing of it goes to standard error.
    ///
    /// The session keeps this alive as long as its connection.
    func listen(to pointer: OpaquePointer) {
        unsafe PQsetNoticeReceiver(
            pointer,
            { listener, result in
                guard let listener = unsafe listener, let result = unsafe result else { return }
                let remarks = unsafe Unmanaged<PostgresRemarks>.fromOpaque(listener)
                    .takeUnretainedValue()
                let severity = unsafe PQresultErrorField(result, CInt(0x56))
                    .map { unsafe String(cString: $0) }
                if severity == "WARNING" { remarks.holdWarning = true }
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }
}
