import HTTPTypes

extension HTTPRequest {
    /// The library has this name only for itself, to steer everyone to `authority`.
    private static let host = HTTPField.Name("Host")

    /// Why a request is refused by its head alone, if it is.
    ///
    /// The codec moves the first Host into `authority`; a second one stays among the fields.
    /// It does not tell HTTP/1.0 from 1.1, so an HTTP/1.0 request needs a Host too.
    func refusal(bodyBytes limit: Int) -> HTTPResponse.Status? {
        guard let authority, !authority.isEmpty else { return .badRequest }
        if let host = Self.host, headerFields.contains(host) { return .badRequest }

        guard let length = headerFields[.contentLength] else { return nil }
        return Int(length).map { $0 <= limit } == true ? nil : .contentTooLarge
    }

    /// Whether its body is longer than that, or nobody knows how long it is.
    func mayExceed(_ bytes: Int) -> Bool {
        guard let length = headerFields[.contentLength].flatMap({ Int($0) }) else {
            return headerFields[.transferEncoding] != nil
        }
        return length > bytes
    }

    /// Whether the client waits for a word before it sends the body.
    var expectsContinue: Bool {
        headerFields[.expect]?.lowercased() == "100-continue"
    }
}
