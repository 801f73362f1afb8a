package import Hummingbird
import Kernel
import NIOCore

extension Request {
    /// Collects and reads the form of a write.
    ///
    /// A route that declares other rules than the usual ones reads its form by the same. Throws
    /// `tooLarge`, or `malformed` for another content type or broken contents.
    package func form(_ rules: BodyRules = .form) async throws -> FormData {
        guard mediaType == "application/x-www-form-urlencoded" else { throw PageError.malformed }
        let body: ByteBuffer
        do {
            body = try await self.body.collect(upTo: rules.fieldBytes)
        } catch is NIOTooManyBytesError {
            throw PageError.tooLarge
        }
        return try FormData(urlEncoded: body.readableBytesView, fields: rules.fields)
    }

    /// The content type without its parameters.
    var mediaType: String {
        let type = headers[.contentType] ?? ""
        let plain = type.utf8.prefix { $0 != UInt8(ascii: ";") }.filter { $0 != UInt8(ascii: " ") }
        return String(decoding: plain, as: UTF8.self).lowercased()
    }

    /// Whether somebody sent a form with files.
    var carriesFiles: Bool { method == .post && mediaType == "multipart/form-data" }

    /// What stands between the parts of such a form.
    ///
    /// Throws `malformed` when it is missing or comes twice.
    var boundary: String {
        get throws(PageError) {
            let parameters = (headers[.contentType] ?? "").split(separator: ";").dropFirst()
            let found = parameters.compactMap { parameter -> Substring? in
                let plain = parameter.drop { $0 == " " }
                guard plain.lowercased().hasPrefix("boundary=") else { return nil }
                return plain.dropFirst("boundary=".count)
            }
            guard found.count == 1 else { throw .malformed }
            let text = found[0]
            guard text.first == "\"" else { return String(text) }
            guard text.count > 2, text.last == "\"" else { throw .malformed }
            return String(text.dropFirst().dropLast())
        }
    }
}
