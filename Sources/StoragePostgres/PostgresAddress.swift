private import CPostgres
package import Storage

/// Where a PostgreSQL server is: an address as libpq reads it, with its TLS options.
///
/// <https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING>
package struct PostgresAddress: Sendable {
    /// Keywords and values, the password among them.
    let parameters: [(keyword: String, value: String)]

    /// `postgres://user@host/database?sslmode=verify-full`, or `host=… dbname=…`.
    ///
    /// Throws `unavailable` with libpq's sentence when it is none; the sentence holds no password.
    package init(_ text: String) throws(StorageError) {
        var message: UnsafeMutablePointer<CChar>?
        guard let options = unsafe PQconninfoParse(text, &message) else {
            defer { unsafe PQfreemem(message) }
            // The message may quote a part of what was given, and that may be the password.
            let isQuoting = unsafe message.map { unsafe String(cString: $0).contains("\"") } ?? true
            let reason =
                unsafe isQuoting ? "" : ": " + (message.map { unsafe String(cString: $0) } ?? "")
            throw StorageError(.unavailable, "this is no address of a PostgreSQL server\(reason)")
        }
        defer { unsafe PQconninfoFree(options) }
        var given: [(keyword: String, value: String)] = []
        var option = unsafe options
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                unsafe given.append((String(cString: keyword), String(cString: value)))
            }
            unsafe option += 1
        }
        parameters = given
    }

    /// What is given, and behind it what this program prefers where nothing is.
    var withDefaults: [(keyword: String, value: String)] {
        let given = Set(parameters.map(\.keyword))
        return parameters + Self.defaults.filter { !given.contains($0.keyword) }
    }

    /// As `host='…' dbname='…'`, without passwords: a list of processes shows it to everybody.
    ///
    /// <https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING>
    var publicText: String {
        parameters.filter { !Self.secret.contains($0.keyword) }
            .map { keyword, value in
                let escaped = value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
                return "\(keyword)='\(escaped)'"
            }
            .joined(separator: " ")
    }

    var password: String? { value("password") }

    private static let secret = ["password", "sslpassword"]

    /// Host, port and database, for people; no name of a user, no password.
    package var place: String {
        let host = value("host") ?? value("hostaddr") ?? "the local socket"
        let port = value("port").map { ":" + $0 } ?? ""
        let database = value("dbname").map { "/" + $0 } ?? ""
        return host + port + database
    }

    private func value(_ keyword: String) -> String? {
        parameters.first { $0.keyword == keyword }?.value
    }

    /// A server that is gone without a word is noticed in about twenty seconds.
    private static let defaults = [
        (keyword: "connect_timeout", value: "5"),
        (keyword: "keepalives_idle", value: "10"),
        (keyword: "keepalives_interval", value: "3"),
        (keyword: "keepalives_count", value: "3"),
        (keyword: "tcp_user_timeout", value: "15000"),
        (keyword: "fallback_application_name", value: "parvis"),
        (keyword: "client_encoding", value: "UTF8"),
    ]
}
