import ArgumentParser
import Configuration
package import Logging
import SystemPackage
package import Web

/// What the operator has set, read once when a command starts.
///
/// Flags come before the environment, the environment before the file, the file before defaults.
package struct Settings: Sendable {
    /// A value and where it was found.
    package struct Finding: Sendable {
        package let value: String
        package let source: String
    }

    private let sources: [(name: String, provider: any ConfigProvider)]

    /// `flags` are those that were given on the command line.
    package init(flags: [SettingKey: String], file: String?) async throws {
        var sources: [(name: String, provider: any ConfigProvider)] = []
        let given = flags.map {
            (AbsoluteConfigKey([$0.key.rawValue]), ConfigValue(stringLiteral: $0.value))
        }
        sources.append(
            ("flag", InMemoryProvider(values: Dictionary(uniqueKeysWithValues: given)))
        )
        sources.append(("environment", EnvironmentVariablesProvider()))
        if let file {
            do {
                let provider = try await FileProvider<JSONSnapshot>(filePath: FilePath(file))
                sources.append((file, provider))
            } catch {
                // What was wrong is told in the words of a parser, and may quote a secret.
                throw ValidationError(
                    "The configuration file \(file) cannot be read, or is no JSON object."
                )
            }
        }
        self.sources = sources
    }

    /// The value that counts; nil when it is neither set nor has a default.
    package func find(_ key: SettingKey) -> Finding? {
        for (name, provider) in sources {
            let path = name == "environment" ? key.environmentName : key.rawValue
            let result = try? provider.value(forKey: AbsoluteConfigKey([path]), type: .string)
            if let value = result?.value, case .string(let text) = value.content {
                return Finding(value: text, source: name)
            }
        }
        return key.standard.map { Finding(value: $0, source: Self.standardSource) }
    }

    /// The source of what nobody has set.
    static let standardSource = "default"

    package func text(_ key: SettingKey) -> String { find(key)?.value ?? "" }

    /// A whole number within bounds.
    ///
    /// Throws a sentence that says what would be right.
    package func number(_ key: SettingKey, in range: ClosedRange<Int>) throws -> Int {
        guard let number = Int(text(key)), range.contains(number) else {
            throw ValidationError(
                "--\(key.rawValue) must be a number from \(range.lowerBound) to \(range.upperBound)"
                    + ", not \"\(text(key))\"."
            )
        }
        return number
    }

    /// Yes or no.
    package func isOn(_ key: SettingKey) throws -> Bool {
        switch text(key).lowercased() {
        case "yes", "true", "on", "1": true
        case "no", "false", "off", "0", "": false
        default: throw ValidationError("--\(key.rawValue) must be yes or no, not \"\(text(key))\".")
        }
    }

    /// Values between commas.
    package func list(_ key: SettingKey) -> [String] {
        text(key).split(separator: ",").map { String($0.filter { $0 != " " }) }
            .filter { !$0.isEmpty }
    }

    package func logLevel() throws -> Logger.Level {
        guard let level = Logger.Level(rawValue: text(.logLevel)) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--log-level must be one of \(levels).")
        }
        return level
    }

    /// How it is found out who asks, behind proxies.
    package func clientAddress() throws -> ClientAddress {
        guard let field = ClientAddress.Field(rawValue: text(.forwardedField)) else {
            let fields = ClientAddress.Field.allCases.map(\.rawValue).joined(separator: " or ")
            throw ValidationError("--forwarded-field must be \(fields).")
        }
        return ClientAddress(trustedProxies: try proxies(), field: field)
    }

    private func proxies() throws -> [Network] {
        try list(.trustedProxies).map { text in
            guard let network = Network(text) else {
                throw ValidationError("--trusted-proxies: \"\(text)\" is no address or network.")
            }
            return network
        }
    }
}
