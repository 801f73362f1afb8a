/// Why a request gets a page that says no; the reader learns the reason, never the details.
package enum PageError: Error, Equatable, Sendable {
    /// No institution has this host name.
    case unknownSite
    case notFound
    /// The address exists, for other methods.
    case methodNotAllowed(allowed: [String])
    /// The request cannot be understood: a broken form, an address with invalid bytes.
    case malformed
    /// A write that another site sent.
    case foreignOrigin
    case tooLarge
    /// This network has written too often.
    case tooManyRequests(seconds: Int)
    /// This person sends as many files already as one may at once.
    case tooManyUploads(seconds: Int)
    /// The page is for whoever is signed in.
    case signInRequired
    /// The page is for members who gave a one-time code when they signed in.
    case secondFactorRequired
    /// Signed in, and not allowed.
    case forbidden
    /// The server cannot do it now; trying again helps.
    case unavailable(seconds: Int)
    /// The server cannot tell whether it did it: whoever asked looks first, or sends it again where that
    /// counts once.
    case outcomeUnknown
}
