package import Kernel
import Synchronization

/// Hands messages to a mail server, on as many connections as messages are handed over at once.
package final class SMTPCarrier: MailCarrier {
    private let settings: SMTPSettings
    /// Connections that carry nothing now; whoever comes next takes the one that rested last.
    private let resting = Mutex<[SMTPConnection]>([])

    package init(settings: SMTPSettings) {
        self.settings = settings
    }

    package func carry(_ message: Message, of tenant: Tenant.ID) async -> Delivery {
        let connection = resting.withLock { $0.popLast() } ?? SMTPConnection(settings)
        let delivery = await connection.carry(message)
        resting.withLock { $0.append(connection) }
        return delivery
    }

    package func rest() async {
        let connections = resting.withLock { resting in
            defer { resting = [] }
            return resting
        }
        for connection in connections { await connection.close() }
    }
}
