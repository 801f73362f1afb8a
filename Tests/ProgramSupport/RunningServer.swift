import Foundation
package import TestSupport

/// A server that runs as a process of its own.
package final class RunningServer: @unchecked Sendable {
    // Unchecked: `Process` is only asked to stop, by one task of one test.
    private let process: Process
    /// Where it serves, on this machine.
    package let port: Int

    init(process: Process, port: Int) {
        self.process = process
        self.port = port
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// As when the power fails.
    package func killAtOnce() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Until ``thaw()`` it does nothing at all, and keeps what it holds.
    package func freeze() {
        kill(process.processIdentifier, SIGSTOP)
    }

    /// It goes on where it was.
    package func thaw() {
        kill(process.processIdentifier, SIGCONT)
    }

    /// As an operator stops it; gives its exit status.
    package func stop() async throws -> Int32 {
        process.terminate()
        return try await Aside.run {
            self.process.waitUntilExit()
            return self.process.terminationStatus
        }
    }

    /// Sends a form to the demonstration's institution.
    package func post(_ path: String, _ form: [(String, String)]) async throws -> HTTPAnswer {
        let body = form.map { FormText.encode($0.0) + "=" + FormText.encode($0.1) }
            .joined(separator: "&")
        return try await HTTPExchange(port: port).send(
            "POST",
            path,
            fields: [
                ("Host", "eci.localhost:\(port)"),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ],
            body: Array(body.utf8)
        )
    }

    /// Asks the demonstration's institution.
    package func get(_ path: String) async throws -> HTTPAnswer {
        try await HTTPExchange(port: port).get(path, fields: [("Host", "eci.localhost:\(port)")])
    }
}
