import Storage

/// Why a job could not do its work, in words that an operator may read.
package struct JobFailure: Error, Sendable, CustomStringConvertible {
    /// A sentence without personal data.
    package let description: String

    package init(_ description: String) { self.description = description }

    /// Our own types tell an operator nothing, and a value may tell too much.
    package static let unexpected = "an error that nobody expected: the log says of which type"

    /// Whether an error is one of those that say what is wrong.
    static func isExpected(_ error: any Error) -> Bool {
        error is JobFailure || error is StorageError
    }

    /// What is kept of an error, for whoever runs the program: a kind, never a value.
    ///
    /// Of an error that nobody expected the log has the type, for whoever mends the program.
    static func text(of error: any Error) -> String {
        switch error {
        case let failure as JobFailure: failure.description
        case let error as StorageError: "storage \(error.kind.rawValue)"
        default: unexpected
        }
    }
}

/// What became of one run.
package enum JobOutcome: Sendable, Hashable {
    /// The work was done; the sentence is nil when there was none.
    case done(String?)
    case failed(String)
    case interrupted(JobInterruption)
}
