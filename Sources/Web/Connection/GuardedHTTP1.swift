package import HummingbirdCore

/// HTTP/1.1 with a guard on every connection and one gate for all of them.
///
/// Use it once for each server: `Application(router:server:)`.
package func guardedHTTP1(
    limits: ConnectionLimits,
    refusalBody: @escaping RefusalBody
) -> HTTPServerBuilder {
    let gate = ConnectionGate(limits: limits)
    let configuration = HTTP1Channel.Configuration(
        additionalChannelHandlers: [
            ConnectionGuard(limits: limits, gate: gate, refusalBody: refusalBody)
        ],
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: limits.headerBytes,
            maxHeaderListSize: limits.headerBytes,
            maxHeaderFieldCount: limits.headerFields
        )
    )
    return HTTPServerBuilder { KeptHTTP1(responder: $0, configuration: configuration) }
}
