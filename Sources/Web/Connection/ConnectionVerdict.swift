import HTTPTypes
import NIOCore

/// What the clock says of a connection.
enum ConnectionVerdict: Equatable {
    /// Nothing is late before this instant.
    case wait(until: NIODeadline)
    /// Something is late and there is nobody to tell.
    case close
    /// Close the output, and stay for a moment to read what comes.
    case leave
    /// Something is late and the client can still be told.
    case refuse(HTTPResponse.Status)
}
