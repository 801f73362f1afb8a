package import Logging
package import ServiceLifecycle
package import UnixSignals

/// A group that stops in bounded time, however long its requests would take.
///
/// `Application.runService()` sets no bound, so one stalled upload would hold the process.
/// First requests may finish; then their tasks are cancelled; work that ignores even that ends
/// with the process, which is better than a server that never stops.
package func boundedServiceGroup(
    services: [any Service],
    limits: ConnectionLimits,
    gracefulShutdownSignals: [UnixSignal] = [.sigterm, .sigint],
    logger: Logger
) -> ServiceGroup {
    var configuration = ServiceGroupConfiguration(
        services: services,
        gracefulShutdownSignals: gracefulShutdownSignals,
        logger: logger
    )
    configuration.maximumGracefulShutdownDuration = .milliseconds(limits.shutdownMilliseconds)
    configuration.maximumCancellationDuration = .milliseconds(limits.cancellationMilliseconds)
    return ServiceGroup(configuration: configuration)
}
