import Storage

/// What a failed transaction means for its entries.
enum LedgerTrouble: Equatable {
    /// Nothing of it is stored, and nothing is gained by trying again.
    case failed
    /// Nothing of it is stored; it may succeed later, or when each item stands alone.
    case passing
    /// It may be stored.
    case unknown

    init(_ error: any Error, items: Int) {
        guard let error = error as? StorageError else {
            // Whatever else ended it proves nothing.
            self = .unknown
            return
        }
        switch error.kind {
        case .unknownOutcome: self = .unknown
        case .busy: self = .passing
        // Everybody's trouble: the database is away, or full.
        case .full, .readOnly, .unavailable: self = .failed
        // One item's, perhaps: the others need not suffer from it.
        case .constraint, .unreadable, .migration, .unsupported, .other:
            self = items > 1 ? .passing : .failed
        }
    }
}
