/// A form with files, as a browser writes it.
package struct MultipartText: Sendable {
    /// A file as it is sent: its name and type say whatever the sender likes.
    package struct File: Sendable {
        let field: String
        let name: String
        let type: String
        let bytes: [UInt8]

        package init(
            _ field: String,
            name: String,
            type: String = "application/octet-stream",
            bytes: [UInt8]
        ) {
            self.field = field
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    package static let boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"

    package static let contentType = "multipart/form-data; boundary=" + boundary

    package static func encode(_ fields: [(String, String)], _ files: [File]) -> [UInt8] {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--\(boundary)\r\n".utf8)
            body += Array("Content-Disposition: form-data; name=\"\(escape(name))\"\r\n\r\n".utf8)
            body += Array("\(value)\r\n".utf8)
        }
        for file in files {
            let names = "name=\"\(escape(file.field))\"; filename=\"\(escape(file.name))\""
            body += Array("--\(boundary)\r\nContent-Disposition: form-data; \(names)\r\n".utf8)
            body += Array("Content-Type: \(file.type)\r\n\r\n".utf8)
            body += file.bytes + Array("\r\n".utf8)
        }
        return body + Array("--\(boundary)--\r\n".utf8)
    }

    /// The three signs that browsers escape in names.
    private static func escape(_ name: String) -> String {
        name.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "%22"
            case "\r": "%0D"
            case "\n": "%0A"
            default: String(scalar)
            }
        }.joined()
    }
}
