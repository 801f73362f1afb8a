package import Hummingbird
import Kernel
import NIOCore

extension Request {
    /// Collects and reads the form of a write.
    ///
    /// Throws `tooLarge`, or `malformed` for another content type or broken contents.
    package func form() async throws -> FormData {
        let type = headers[.contentType] ?? ""
        let plain = Substring(type.utf8.prefix { $0 != UInt8(ascii: ";") })
        guard plain == "application/x-www-form-urlencoded" else { throw PageError.malformed }
        let body: ByteBuffer
        do {
            body = try await self.body.collect(upTo: Limits.bodyBytes)
        } catch is NIOTooManyBytesError {
            throw PageError.tooLarge
        }
        return try FormData(urlEncoded: body.readableBytesView)
    }
}
