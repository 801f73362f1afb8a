package import Kernel
import Storage

/// Hands messages to a mail server, one after the other on one connection.
///
/// libcurl blocks, so this actor lives on a queue of its own.
package actor SMTPCarrier: MailCarrier {
    private let executor = QueueExecutor(label: "parvis.mail")
    private let settings: SMTPSettings
    private var session: SMTPSession?

    package init(settings: SMTPSettings) {
        self.settings = settings
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    package func carry(_ message: Message, of tenant: Tenant.ID) -> Delivery {
        guard let session = session ?? SMTPSession(settings) else {
            return .unreachable("libcurl could not be started")
        }
        self.session = session
        return session.send(message)
    }

    package func rest() {
        session = nil
    }
}
