package import Jobs

/// What mail does by itself.
package enum MailJobs {
    static let sendID = "mail.send"

    /// Sending, every few seconds and when somebody wakes it; forgetting, every hour.
    package static func all(_ postman: Postman) -> [JobDefinition] {
        [
            JobDefinition(
                sendID,
                every: .seconds(10),
                limit: .seconds(300),
                longestPause: .seconds(60)
            ) { try await postman.send($0) },
            JobDefinition("mail.forget", every: .seconds(3600), limit: .seconds(300)) {
                try await postman.forget($0)
            },
        ]
    }
}
