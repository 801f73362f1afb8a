package import Jobs
package import Kernel

/// What mail does by itself.
package enum MailJobs {
    static let sendID = "mail.send"
    /// Every letter notes here when it will be forgotten, and every suspension.
    static let forgetAgenda = Agenda("mail.forget", of: .institution)
    /// How long it is known of a letter what became of it.
    static let traceLife = Duration.milliseconds(Limits.mailTraceMilliseconds)

    /// Sending, every few seconds and when somebody wakes it; forgetting, within an hour.
    package static func all(
        _ postman: Postman,
        everywhere: @escaping @Sendable (Instant) async throws -> [Scope]
    ) -> [JobDefinition] {
        let forgetting = AgendaWork(
            forgetAgenda,
            in: postman.database,
            everywhere: everywhere,
            next: { try Postman.nextToForget(in: &$0) },
            work: { try await postman.forget(in: $1, $0) }
        )
        return [
            JobDefinition(
                sendID,
                every: .seconds(10),
                limit: .seconds(300),
                longestPause: .seconds(60)
            ) { try await postman.send($0) },
            JobDefinition(every: .seconds(3600), limit: .seconds(300), forgetting) { _ in nil },
        ]
    }
}
