package import ArgumentParser

/// The flags that every command takes.
package struct SettingFlags: ParsableArguments {
    @Option(help: "The folder of this installation: database, secret, deliveries. (default: var)")
    package var data: String?

    @Option(
        help: """
            The database: postgres://user@host/name, or sqlite:file. A password is safer in the \
            environment (PARVIS_DATABASE_URL, PGPASSWORD). (default: parvis.sqlite in --data)
            """
    )
    package var databaseURL: String?

    @Option(help: "The folder with Public/, Seeds/ and the catalogues. (default: found by itself)")
    package var resources: String?

    @Option(help: "How much is logged: trace, debug, info, notice, warning, error, critical.")
    package var logLevel: String?

    @Option(
        help: """
            The mail server: smtp://user@host:587 or smtps://user@host. The password is safer in \
            the environment (PARVIS_MAIL_PASSWORD).
            """
    )
    package var mailURL: String?

    @Option(help: "Who sends letters of institutions that have no sender of their own.")
    package var mailFrom: String?

    @Option(help: "A JSON file with settings; flags and the environment come before it.")
    package var config: String?

    package init() {}

    /// Everything that was given, with what the command adds.
    package func settings(_ more: [SettingKey: String?] = [:]) async throws -> Settings {
        var flags: [SettingKey: String] = [:]
        let common: [SettingKey: String?] = [
            .data: data, .databaseURL: databaseURL, .resources: resources, .logLevel: logLevel,
            .mailURL: mailURL, .mailFrom: mailFrom,
        ]
        for (key, value) in common.merging(more, uniquingKeysWith: { $1 }) {
            if let value { flags[key] = value }
        }
        return try await Settings(flags: flags, file: config)
    }
}
