package import Logging
import Synchronization

/// A log that a test reads.
package final class KeptLog: Sendable {
    private let kept = Mutex<[String]>([])

    private let level: Logger.Level

    /// Keeps what is of this level or above.
    package init(level: Logger.Level = .debug) {
        self.level = level
    }

    /// One line for each entry: what it says, then what it says beside, in the order of the names.
    package var lines: [String] { kept.withLock(\.self) }

    package var logger: Logger {
        var logger = Logger(label: "test", factory: { _ in Handler(log: self) })
        logger.logLevel = level
        return logger
    }

    fileprivate func write(_ line: String) { kept.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let log: KeptLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let beside = metadata.merging(event.metadata ?? [:]) { _, new in new }
                .sorted { $0.key < $1.key }
                .map { "\($0.key)=\($0.value)" }
            log.write((["\(event.message)"] + beside).joined(separator: " "))
        }
    }
}
