import Storage

/// Why a job could not do its work, in words that an operator may read.
package struct JobFailure: Error, Sendable, CustomStringConvertible {
    /// A sentence without personal data.
    package let description: String

    package init(_ description: String) { self.description = description }

    /// What is kept and logged of an error: a kind, never a value.
    static func text(of error: any Error) -> String {
        switch error {
        case let failure as JobFailure: failure.description
        case let error as StorageError: "storage \(error.kind.rawValue)"
        default: "\(type(of: error))"
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
