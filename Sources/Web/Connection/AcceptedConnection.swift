import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// A connection that is closed when nobody holds it any more, also if nobody ever served it.
///
/// NIO ends the whole program when an open channel's writer is let go of, and that is what becomes
/// of connections accepted in the moment of a stop: no task is begun for them.
final class AcceptedConnection: ServerChildChannelValue {
    /// What is read and written.
    let parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    init(_ parts: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>) { self.parts = parts }

    var channel: any Channel { parts.channel }

    deinit {
        // The writer is finished once the channel is closed, so it is kept until then.
        channel.closeFuture.whenComplete { [parts] _ in withExtendedLifetime(parts) {} }
        channel.close(promise: nil)
    }
}
