import Foundation
import Kernel
import ProgramSupport
import Storage
import StorageSQLite
import TestSupport

/// Statements as a browser sends them, each recognisable among what is stored: nobody can tell random
/// bytes from a sealed text.
struct SealedForms: Sendable {
    struct Statement {
        let mark: String
        let form: [(String, String)]
    }

    private let state: String
    private let keyID: [UInt8]

    /// For the first authority of an installation.
    init(_ path: String) async throws {
        let state: String? = try await Self.first(
            of: "SELECT state FROM authority_key ORDER BY state LIMIT 1",
            in: path
        )
        guard let state else { throw ProgramFailure(text: "no authority has a key") }
        self.state = state
        keyID = try await Self.keyID(of: state, in: path)
    }

    /// Names the key of a state's authority, as each of its statements begins with it.
    static func keyID(of state: String, in path: String) async throws -> [UInt8] {
        let name: String? = try await first(
            of: "SELECT key_id FROM authority_key WHERE state = \(state) LIMIT 1",
            in: path
        )
        guard let name else { throw ProgramFailure(text: "\(state) has no key") }
        return bytes(hexadecimal: name)
    }

    private static func first(of query: SQL, in path: String) async throws -> String? {
        let database = Database(driver: try SQLiteDriver(path: path))
        let value: String? = try await database.readShared { try $0.value(query) }
        try await database.close()
        return value
    }

    func statement(_ name: String) -> Statement {
        // The mark fills the place of the sealed text.
        let mark = Array(name.utf8) + [UInt8](repeating: 0x2E, count: Self.length - name.utf8.count)
        let sealed = [1] + keyID + mark
        let identity = name.utf8.map { String($0, radix: 16) }.joined()
        return Statement(
            mark: Self.mark(of: sealed),
            form: [
                ("state", state), ("form", "2019-788-III/1"),
                ("sealed", Data(sealed).base64EncodedString()),
                ("identity", identity + String(repeating: "0", count: 64 - identity.count)),
            ]
        )
    }

    /// What tells one payload from another.
    static func mark(of payload: [UInt8]) -> String {
        String(decoding: payload.suffix(length), as: UTF8.self)
    }

    private static func bytes(hexadecimal text: String) -> [UInt8] {
        stride(from: 0, to: text.count, by: 2).compactMap { start in
            UInt8(text.dropFirst(start).prefix(2), radix: 16)
        }
    }

    /// Of an encapsulated key, a text of the usual length and its tag.
    private static let length = 32 + 256 + 16
}
