/// Why a password was not looked at.
package enum HashingRefusal: Error, Equatable, Sendable {
    /// Too many passwords at once: come again in a moment (503).
    case busy
}
