/// What may be kept and logged of an error: a kind, never a value that somebody typed.
package enum ErrorText {
    /// Of a ``StorageError``, which holds no value that was bound, what it says; of any other error its
    /// type alone: its own words may quote what could not be read.
    package static func of(_ error: any Error) -> String {
        (error as? StorageError)?.description ?? "\(type(of: error))"
    }
}
