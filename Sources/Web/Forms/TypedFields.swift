import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

extension FormData {
    /// What was typed and may stand on a page again: everything but what proves who somebody is.
    var returnable: [(name: String, value: String)] {
        fields.filter { !Self.isSecret($0.name) }
    }

    /// Passwords and one-time codes, by the names that their fields have; a postal code is none.
    private static func isSecret(_ name: String) -> Bool {
        name == "code" || name == "password" || name.hasSuffix("-password")
    }
}

extension Request {
    /// Whether somebody sent a form.
    var carriesForm: Bool {
        let type = headers[.contentType] ?? ""
        return method == .post && type.hasPrefix("application/x-www-form-urlencoded")
    }

    /// Takes the form in whole, so that it can be read again when it could not be taken.
    ///
    /// Throws `tooLarge`.
    mutating func keepForm() async throws {
        guard carriesForm else { return }
        do {
            _ = try await collectBody(upTo: Limits.bodyBytes)
        } catch is NIOTooManyBytesError {
            throw PageError.tooLarge
        }
    }
}
