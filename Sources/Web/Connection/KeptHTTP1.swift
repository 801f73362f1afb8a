import HummingbirdCore
import Logging
import NIOCore

/// HTTP/1.1 of Hummingbird, whose connections are all closed, served or not.
struct KeptHTTP1: ServerChildChannel {
    private let http: HTTP1Channel

    init(
        responder: @escaping HTTPChannelHandler.Responder,
        configuration: HTTP1Channel.Configuration
    ) {
        http = HTTP1Channel(responder: responder, configuration: configuration)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<AcceptedConnection> {
        http.setup(channel: channel, logger: logger).map(AcceptedConnection.init)
    }

    func handle(value: AcceptedConnection, logger: Logger) async {
        await http.handle(value: value.parts, logger: logger)
    }
}
