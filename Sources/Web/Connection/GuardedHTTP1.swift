package import HTTPTypes
package import HummingbirdCore

/// HTTP/1.1 with a guard on every connection and one gate for all of them.
///
/// Use it once for each server: `Application(router:server:)`. `bodyBytes` says of a request how much it
/// may send, where that is more than `limits` allow everybody.
package func guardedHTTP1(
    limits: ConnectionLimits,
    bodyBytes: @escaping @Sendable (HTTPRequest) -> Int? = { _ in nil },
    refusalBody: @escaping RefusalBody
) -> HTTPServerBuilder {
    let gate = ConnectionGate(limits: limits)
    let configuration = HTTP1Channel.Configuration(
        additionalChannelHandlers: [
            ConnectionGuard(
                limits: limits,
                gate: gate,
                bodyBytes: bodyBytes,
                refusalBody: refusalBody
            )
        ],
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: limits.headerBytes,
            maxHeaderListSize: limits.headerBytes,
            maxHeaderFieldCount: limits.headerFields
        )
    )
    return HTTPServerBuilder { KeptHTTP1(responder: $0, configuration: configuration) }
}
