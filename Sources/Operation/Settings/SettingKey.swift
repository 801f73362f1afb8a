/// One thing that an operator can set.
///
/// The name is the flag (`--data`), the key in the file (`data`) and, in capitals behind `PARVIS_`,
/// the environment variable.
package enum SettingKey: String, CaseIterable, Sendable {
    case data
    case databaseURL = "database-url"
    case databaseConnections = "database-connections"
    case databasePooler = "database-pooler"
    case host
    case port
    case portalHosts = "portal-hosts"
    case trustedProxies = "trusted-proxies"
    case forwardedField = "forwarded-field"
    case writesPerMinute = "writes-per-minute"
    case writesBurst = "writes-burst"
    case freeWrites = "free-writes"
    case connections
    case connectionsPerNetwork = "connections-per-network"
    case mailURL = "mail-url"
    case mailPassword = "mail-password"
    case mailFrom = "mail-from"
    case development
    case logLevel = "log-level"
    case resources
    case secret

    package var environmentName: String {
        "PARVIS_" + rawValue.uppercased().replacing("-", with: "_")
    }

    /// What holds when nothing is set; nil when the program finds out or makes it.
    package var standard: String? {
        switch self {
        case .data: "var"
        case .host: "127.0.0.1"
        case .port: "8080"
        case .portalHosts, .trustedProxies: ""
        case .forwardedField: "x-forwarded-for"
        case .writesPerMinute: "60"
        case .writesBurst: "120"
        case .freeWrites: "60"
        case .connections: "4096"
        case .connectionsPerNetwork: "256"
        case .development: "no"
        case .logLevel: "info"
        case .databaseConnections: "8"
        case .databasePooler: "no"
        case .databaseURL, .mailURL, .mailPassword, .mailFrom, .resources, .secret: nil
        }
    }

    /// Never printed, not even by `doctor`; addresses of servers may hold a password.
    package var isSecret: Bool {
        switch self {
        case .secret, .databaseURL, .mailURL, .mailPassword: true
        default: false
        }
    }

    /// What `doctor` says of a key that is not set and has no standard.
    package var absence: String {
        switch self {
        case .mailURL, .mailPassword, .mailFrom: "(not set)"
        default: "(found by itself)"
        }
    }
}
