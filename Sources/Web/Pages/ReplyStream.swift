import Hummingbird
import NIOCore

/// The parts of a body, each made when the client has taken the one before.
struct ReplyStream: Sendable {
    let body: ResponseBody

    init<Parts: AsyncSequence & Sendable>(_ parts: Parts, length: Int?)
    where Parts.Element == ByteBuffer {
        body = ResponseBody(contentLength: length) { writer in
            for try await part in parts where part.readableBytes > 0 {
                try await writer.write(part)
            }
            try await writer.finish(nil)
        }
    }
}
