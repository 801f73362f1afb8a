private import CCurl
import Kernel

/// Where letters are handed over, and as whom.
package struct SMTPSettings: Sendable {
    /// `smtp://host:port`, without user and password.
    let address: String
    /// Host and port, for people.
    package let place: String
    let user: String?
    let password: String?
    /// Whether nothing is sent, not even the password, before the connection is encrypted.
    var requiresTLS: Bool
    /// A file with the certificates that are trusted instead of the system's.
    var certificates: String?
    var patience = Duration.seconds(30)

    /// Why an address cannot be used: a sentence that repeats nothing of it.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Takes `smtp://user:password@host:587` or `smtps://host`.
    ///
    /// TLS is asked for and checked, except on this machine's own loopback.
    package init(_ text: String, password separate: String? = nil) throws(Failure) {
        guard let url = CurlAddress(text), let scheme = url.part(CURLUPART_SCHEME),
            ["smtp", "smtps"].contains(scheme), let host = url.part(CURLUPART_HOST), !host.isEmpty
        else {
            throw Failure(
                description: "The address of a mail server looks like smtp://user@host:587."
            )
        }
        let port = url.part(CURLUPART_PORT).map { ":" + $0 } ?? ""
        let path = url.part(CURLUPART_PATH) ?? "/"
        place = host + port
        address = scheme + "://" + host + port + path
        user = url.part(CURLUPART_USER, isDecoded: true)
        password = separate ?? url.part(CURLUPART_PASSWORD, isDecoded: true)
        requiresTLS = scheme == "smtp" && !Loopback.holds(host)
    }
}

/// An address taken apart by libcurl, as it will read it.
///
/// Safe: the handle is made, used and freed by this type alone.
@safe private struct CurlAddress: ~Copyable {
    private let handle: OpaquePointer

    init?(_ text: String) {
        guard let handle = unsafe curl_url() else { return nil }
        guard unsafe curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK else {
            unsafe curl_url_cleanup(handle)
            return nil
        }
        unsafe self.handle = handle
    }

    deinit { unsafe curl_url_cleanup(handle) }

    func part(_ part: CURLUPart, isDecoded: Bool = false) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let options = isDecoded ? UInt32(CURLU_URLDECODE) : 0
        guard unsafe curl_url_get(handle, part, &text, options) == CURLUE_OK,
            let found = unsafe text
        else { return nil }
        defer { unsafe curl_free(found) }
        return unsafe String(cString: found)
    }
}
