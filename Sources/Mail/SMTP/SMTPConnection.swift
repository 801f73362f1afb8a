import Storage

/// One connection to a mail server: messages travel on it one after the other.
///
/// libcurl blocks, so this actor lives on a queue of its own.
actor SMTPConnection {
    private let executor = QueueExecutor(label: "parvis.mail")
    private let settings: SMTPSettings
    private var session: SMTPSession?

    init(_ settings: SMTPSettings) {
        self.settings = settings
    }

    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    func carry(_ message: Message) -> Delivery {
        guard let session = session ?? SMTPSession(settings) else {
            return .unreachable("libcurl could not be started")
        }
        self.session = session
        return session.send(message)
    }

    func close() {
        session = nil
    }
}
