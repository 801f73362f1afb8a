import ArgumentParser
import FoundationEssentials
import Kernel
import Vault

/// The one secret from which the keys of an installation come: a file beside the database that only
/// its owner can read, or `PARVIS_SECRET`.
package enum InstallationSecret {
    /// Reads it; nil when there is none.
    package static func find(settings: Settings) throws -> [UInt8]? {
        if let given = settings.find(.secret) { return try decode(given.value, from: given.source) }
        let path = Self.path(settings)
        guard Files.exists(path) else { return nil }
        if let opening = FilePrivacy.opening(path) { throw ValidationError(opening.advice) }
        return try decode(String(decoding: Files.read(path), as: UTF8.self), from: path)
    }

    /// Makes the secret of a new installation; refuses to replace one.
    static func make(settings: Settings, random: Random) throws -> [UInt8] {
        let secret = random.bytes(Vault.secretBytes)
        let text = Data(secret).base64EncodedString() + "\n"
        try Files.writePrivately(Array(text.utf8), to: path(settings))
        return secret
    }

    package static func path(_ settings: Settings) -> String { settings.text(.data) + "/secret" }

    /// Where it is, for people.
    package static func place(_ settings: Settings) -> String {
        settings.find(.secret).map { "given by \($0.source)" } ?? path(settings)
    }

    private static func decode(_ text: String, from source: String) throws -> [UInt8] {
        let trimmed = text.filter { !$0.isWhitespace }
        guard let data = Data(base64Encoded: trimmed), data.count >= Vault.secretBytes else {
            throw ValidationError(
                "The installation secret of \(source) must be \(Vault.secretBytes) bytes in base 64."
            )
        }
        return Array(data)
    }
}
