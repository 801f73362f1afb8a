/// A small HTTP/1.1 client for a live port on loopback: one connection for each request.
package struct HTTPExchange: Sendable {
    package struct Unanswered: Error {
        package let reading: RawReading
    }

    package let port: Int
    /// The longest wait for a whole answer.
    package var limit = Duration.seconds(60)

    package init(port: Int) {
        self.port = port
    }

    package func get(_ path: String, fields: [(String, String)] = []) async throws -> HTTPAnswer {
        try await send("GET", path, fields: fields)
    }

    /// Sends one request; `fields` are added to those that every request needs.
    ///
    /// A `Host` among them replaces the usual one.
    package func send(
        _ method: String,
        _ path: String,
        fields: [(String, String)] = [],
        body: [UInt8]? = nil
    ) async throws -> HTTPAnswer {
        let request = head(method, path, fields: fields, body: body) + (body ?? [])
        let client = try await RawClient.connect(to: port, sending: request)
        let hasBody = method != "HEAD"

        let reading = await client.read(within: limit) { bytes in
            HTTPAnswer(parsing: bytes, hasBody: hasBody, isClosed: false) != nil
        }
        await client.close()

        guard
            let answer = HTTPAnswer(
                parsing: reading.bytes,
                hasBody: hasBody,
                isClosed: reading.isClosed
            )
        else { throw Unanswered(reading: reading) }
        return answer
    }

    private func head(
        _ method: String,
        _ path: String,
        fields: [(String, String)],
        body: [UInt8]?
    ) -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\n"
        if !fields.contains(where: { $0.0.lowercased() == "host" }) {
            head += "Host: localhost:\(port)\r\n"
        }
        head += "Connection: close\r\n"
        if let body { head += "Content-Length: \(body.count)\r\n" }
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        return Array((head + "\r\n").utf8)
    }
}
