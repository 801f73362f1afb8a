/// Why a database did not do what it was asked: always a fault, never a rule.
package struct StorageError: Error, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// The disk or the database's own limit is full.
        case full
        /// The database may only be read.
        case readOnly
        /// Another connection holds what is needed; trying again may help.
        case busy
        /// The database cannot be reached or opened.
        case unavailable
        /// A value broke a rule of the schema that the caller should have kept.
        case constraint
        /// A row does not have the shape that was asked for.
        case unreadable
        /// A migration that has shipped was changed.
        case migration
        /// The engine leaves this to tools of its own.
        case unsupported
        /// The end of the transaction was asked for and never confirmed: it may be stored or not.
        ///
        /// Whoever speaks of it looks first, or says that nobody knows.
        case unknownOutcome
        case other
    }

    package let kind: Kind
    /// For the log of the operator; holds no value that was bound.
    package let detail: String

    package init(_ kind: Kind, _ detail: String = "") {
        self.kind = kind
        self.detail = detail
    }

    package var description: String { "storage \(kind.rawValue): \(detail)" }

    /// Whether nothing else would fare better now: what it is about has nothing to do with it.
    package var isEverywhere: Bool {
        switch kind {
        case .full, .readOnly, .unavailable: true
        case .busy, .constraint, .unreadable, .migration, .unsupported, .unknownOutcome, .other:
            false
        }
    }

    /// Whether the same request may succeed a little later.
    package var isPassing: Bool {
        switch kind {
        case .full, .readOnly, .busy, .unavailable, .unknownOutcome: true
        case .constraint, .unreadable, .migration, .unsupported, .other: false
        }
    }
}
