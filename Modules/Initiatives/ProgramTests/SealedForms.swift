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
        let database = Database(driver: try SQLiteDriver(path: path))
        let state: String? = try await database.readShared { transaction in
            try transaction.value("SELECT state FROM authority_key ORDER BY state LIMIT 1")
        }
        let keyID: String? = try await database.readShared { transaction in
            try transaction.value("SELECT key_id FROM authority_key ORDER BY state LIMIT 1")
        }
        try await database.close()
        guard let state, let keyID else { throw ProgramFailure(text: "no authority has a key") }
        self.state = state
        self.keyID = Self.bytes(hexadecimal: keyID)
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
