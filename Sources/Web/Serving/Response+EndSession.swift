import HTTPTypes
import Hummingbird

extension Response {
    /// The browser's session is over, or never was one: from here on it gets what every visitor gets.
    mutating func endSession(at destination: Destination) {
        guard headers[.setCookie] == nil else { return }
        let isSecure = Visit.isSecure(host: destination.host)
        headers.append(PrivateCookie.session.clear(isSecure: isSecure))
        // Said to this browser alone.
        if headers[.cacheControl] == Reply.sharedControl {
            headers[.cacheControl] = Reply.personalControl
        }
    }
}
