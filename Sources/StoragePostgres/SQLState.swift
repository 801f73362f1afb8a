package import Storage

/// A code by which PostgreSQL tells what was wrong, and what follows from it here.
///
/// Every code of <https://www.postgresql.org/docs/15/errcodes-appendix.html> falls under a rule of this
/// file; one that PostgreSQL does not know yet is a fault, and proves nothing.
package struct SQLState: Sendable, Hashable {
    package let code: String

    package init(_ code: String) {
        self.code = code
    }

    private var classCode: String { String(code.prefix(2)) }

    /// What it means when the transaction was not being committed: then nothing of it happened.
    package var kind: StorageError.Kind {
        switch code {
        case "25006": .readOnly
        case "53100": .full
        // Locks, and a statement that was ended because it took too long.
        case "55P03", "55006", "57014", "72000": .busy
        case "25P03", "3D000", "": .unavailable
        default: Self.kinds[classCode] ?? .other
        }
    }

    /// Connections (08), who may connect (28), resources (53), operators (57), the system below (58),
    /// the server's own files (F0), servers behind the server (HV); conflicts (40); values (22, 23, 44).
    private static let kinds: [String: StorageError.Kind] = [
        "08": .unavailable, "28": .unavailable, "53": .unavailable, "57": .unavailable,
        "58": .unavailable, "F0": .unavailable, "HV": .unavailable,
        "40": .busy,
        "22": .constraint, "23": .constraint, "44": .constraint,
    ]

    /// Another transaction was in the way, or the server is stopping: a transaction that met these before
    /// its COMMIT was undone, and may succeed when it runs again.
    ///
    /// What the server does not support it will not support the next time: `0A000` is no such code, but
    /// where it says that a plan is of older tables.
    package var mayRetry: Bool {
        ["40001", "40P01"].contains(code) || endsSession
    }

    /// What is prepared on this connection is unknown, or the server has closed it.
    package var endsSession: Bool {
        ["26000", "57P01", "57P02", "57P03", "57P04", "57P05", "25P03"].contains(code)
    }

    /// Whether a COMMIT that was answered with this error was certainly undone.
    ///
    /// Only what is looked at before the commit is written: deferred checks and their triggers,
    /// conflicts, locks, a cancelled statement. Everything else may have come after it: a full disk, a
    /// failed write, an operator, an error that nobody knows. So may what another server on the way
    /// says: a pooler, or the coordinator of a distributed database.
    package var provesUndone: Bool {
        if ["25P02", "55P03", "57014"].contains(code) { return true }
        return ["22", "23", "27", "40", "42", "44", "P0"].contains(classCode) && code != "40003"
    }

    /// The same where the server commits on others first: it may be told to stop waiting for one of them
    /// that has committed already.
    package var provesUndoneOnCluster: Bool {
        provesUndone && !["55P03", "57014"].contains(code)
    }
}
