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
    /// An error that the server told.
    ///
    /// `isCommit` when it is the answer to the COMMIT itself. Answers come in order: a server that went
    /// down before the COMMIT did not do it; when it goes down while it commits (`isFatal`), nobody
    /// knows what it did.
    init(told: PostgresResult.Diagnosis, isCommit: Bool, isCluster: Bool) {
        let state = SQLState(told.code)
        // Only class 22 quotes values; of it the code and the object are told, never the message.
        let reason = told.code.hasPrefix("22") ? "a value was refused \(told.object)" : told.message
        let detail = "\(reason) (\(told.code))"
        isLost = told.isFatal || told.isStalePlan || state.endsSession
        let isProof = isCluster ? state.provesUndoneOnCluster : state.provesUndone
        if isCommit, told.isFatal || !isProof {
            error = StorageError(.unknownOutcome, detail)
            mayRetry = false
        } else {
            // What a coordinator can say has to do with one of its nodes; the others may fare better. It has no
            // code of its own for a node that went away in the middle.
            let isAway = state.kind == .unavailable || told.code == "XX000"
            let isOfNode = isCluster && !told.isFatal && isAway
            error = StorageError(isOfNode ? .busy : state.kind, detail)
            mayRetry = state.mayRetry || told.isStalePlan
        }
    }

    /// The connection broke, or nobody answered on it.
    ///
    /// Once the COMMIT is on its way nobody knows what became of the transaction.
    init(lost reason: String, isCommitting: Bool, mayRetry: Bool = true) {
        error = StorageError(isCommitting ? .unknownOutcome : .unavailable, reason)
        self.mayRetry = mayRetry && !isCommitting
        isLost = true
    }
}
